
# Thunderbird, Evolution, KMail, FairEmail, Delta Chat and others ask this name; it needs a certificate
resource "aws_route53_record" "waypost_autoconfig_fish_example_cname" {
  zone_id = var.waypost_zone_ids["fish.example"]
  name    = "autoconfig.fish.example"
  type    = "CNAME"
  ttl     = 3600
  records = ["setup.hosting.example."]
}

# Outlook, eM Client and Thunderbird ask this name; it needs a certificate
resource "aws_route53_record" "waypost_autodiscover_fish_example_cname" {
  zone_id = var.waypost_zone_ids["fish.example"]
  name    = "autodiscover.fish.example"
  type    = "CNAME"
  ttl     = 3600
  records = ["setup.hosting.example."]
}

# PACC clients ask this name; it needs a certificate
resource "aws_route53_record" "waypost_ua-auto-config_fish_example_cname" {
  zone_id = var.waypost_zone_ids["fish.example"]
  name    = "ua-auto-config.fish.example"
  type    = "CNAME"
  ttl     = 3600
  records = ["setup.hosting.example."]
}

# PACC clients use the file only if this is its digest: when settings change, publish the new record beside the old first
resource "aws_route53_record" "waypost__ua-auto-config_fish_example_txt" {
  zone_id = var.waypost_zone_ids["fish.example"]
  name    = "_ua-auto-config.fish.example"
  type    = "TXT"
  ttl     = 3600
  records = ["v=UAAC1; a=sha256; d=Bdgp5JdM34SMHkH5mpmriPKCRUCJyEVrhOWiWhkzIU0="]
}

# IMAP with TLS from the first byte: FairEmail, Evolution and others; the name needs an address record, not an alias
resource "aws_route53_record" "waypost__imaps__tcp_fish_example_srv" {
  zone_id = var.waypost_zone_ids["fish.example"]
  name    = "_imaps._tcp.fish.example"
  type    = "SRV"
  ttl     = 3600
  records = ["0 1 993 imap.fish.example."]
}

# IMAP with STARTTLS: FairEmail, Evolution and others; the name needs an address record, not an alias
resource "aws_route53_record" "waypost__imap__tcp_fish_example_srv" {
  zone_id = var.waypost_zone_ids["fish.example"]
  name    = "_imap._tcp.fish.example"
  type    = "SRV"
  ttl     = 3600
  records = ["10 1 143 imap.fish.example."]
}

# POP3 with TLS from the first byte: FairEmail, Evolution and others; the name needs an address record, not an alias
resource "aws_route53_record" "waypost__pop3s__tcp_fish_example_srv" {
  zone_id = var.waypost_zone_ids["fish.example"]
  name    = "_pop3s._tcp.fish.example"
  type    = "SRV"
  ttl     = 3600
  records = ["20 1 995 pop.fish.example."]
}

# POP3 with STARTTLS is not offered: clients need not try
resource "aws_route53_record" "waypost__pop3__tcp_fish_example_srv" {
  zone_id = var.waypost_zone_ids["fish.example"]
  name    = "_pop3._tcp.fish.example"
  type    = "SRV"
  ttl     = 3600
  records = ["0 0 0 ."]
}

# Sending with TLS from the first byte: FairEmail, Evolution and others; the name needs an address record, not an alias
resource "aws_route53_record" "waypost__submissions__tcp_fish_example_srv" {
  zone_id = var.waypost_zone_ids["fish.example"]
  name    = "_submissions._tcp.fish.example"
  type    = "SRV"
  ttl     = 3600
  records = ["0 1 465 smtp.fish.example."]
}

# Sending with STARTTLS: FairEmail, Evolution and others; the name needs an address record, not an alias
resource "aws_route53_record" "waypost__submission__tcp_fish_example_srv" {
  zone_id = var.waypost_zone_ids["fish.example"]
  name    = "_submission._tcp.fish.example"
  type    = "SRV"
  ttl     = 3600
  records = ["10 1 587 smtp.fish.example."]
}

# Thunderbird, Evolution, GNOME and DAVx5 find calendars here
resource "aws_route53_record" "waypost__caldavs__tcp_fish_example_srv" {
  zone_id = var.waypost_zone_ids["fish.example"]
  name    = "_caldavs._tcp.fish.example"
  type    = "SRV"
  ttl     = 3600
  records = ["0 1 443 dav.fish.example."]
}

# where calendars are on that host
resource "aws_route53_record" "waypost__caldavs__tcp_fish_example_txt" {
  zone_id = var.waypost_zone_ids["fish.example"]
  name    = "_caldavs._tcp.fish.example"
  type    = "TXT"
  ttl     = 3600
  records = ["path=/cal"]
}
