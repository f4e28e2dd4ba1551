
# because
resource "aws_route53_record" "waypost_fish_example_txt" {
  zone_id = var.waypost_zone_ids["fish.example"]
  name    = "fish.example"
  type    = "TXT"
  ttl     = 3600
  records = ["v=spf1 \\\"mx\\\" \\351 -all", "mailconf=https://new.example/"]
}

# because
resource "aws_route53_record" "waypost_autoconfig_fish_example_cname" {
  zone_id = var.waypost_zone_ids["fish.example"]
  name    = "autoconfig.fish.example"
  type    = "CNAME"
  ttl     = 3600
  records = ["setup.hosting.example."]
}
