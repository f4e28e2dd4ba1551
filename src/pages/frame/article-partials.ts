/**
 * How the parts of an article look on a page: importing this makes the partials known to every template.
 * @module
 */
import article from "../../../templates/article.eta";
import failure from "../../../templates/failure.eta";
import inlines from "../../../templates/inlines.eta";
import screen from "../../../templates/screen.eta";
import { templates } from "./page.ts";

templates.loadTemplate("@article", article);
templates.loadTemplate("@failure", failure);
templates.loadTemplate("@inlines", inlines);
templates.loadTemplate("@screen", screen);
