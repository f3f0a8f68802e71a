locals {
  # Settings hold no secret; here they come the same way because a job can mount them from there.
  held = toset(concat(tolist(var.secrets), var.tasks == 0 ? ["SETTINGS"] : []))
}

# What they hold is put there by hand (README.md), so that it stands neither in these files nor in Terraform's state.
resource "google_secret_manager_secret" "held" {
  for_each  = local.held
  secret_id = "${var.name}-${replace(lower(each.value), "_", "-")}"

  replication {
    auto {}
  }

  depends_on = [google_project_service.used]
}
