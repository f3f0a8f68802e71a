resource "google_storage_bucket" "settings" {
  for_each                    = var.tasks > 0 ? toset(["settings"]) : toset([])
  name                        = "${var.project}-${var.name}-${each.value}"
  location                    = var.region
  uniform_bucket_level_access = true
  # Settings name people and their work: they are for whom you let in, never for everybody.
  public_access_prevention = "enforced"

  versioning {
    enabled = true
  }
}
