output "image" {
  description = "Where the image is to be pushed before the job can run."
  value       = local.image
}

output "secrets" {
  description = "The secrets that wait for what they hold."
  value       = sort([for each in google_secret_manager_secret.held : each.secret_id])
}

output "settings" {
  description = "The bucket for the folder of settings, where there are tasks to share it."
  value       = [for each in google_storage_bucket.settings : each.url]
}
