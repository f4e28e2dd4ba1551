@rem What exec is to the shells of other systems, where npm start would otherwise leave one that swallows signals.
@%*
