# What the Nomad clients need for project: merge into /etc/nomad.d on every node
# that may run it, then restart the agent.
client {
  host_volume "company-files" {
    path = "/opt/nomad/volumes/company-files"
  }

  host_volume "project-archive" {
    path = "/mnt/archive"
  }

  # Owner 999:999.
  host_volume "project-data" {
    path = "/opt/nomad/volumes/project-data"
  }

  # Holds a copy of ./uploads of the project.
  host_volume "project-uploads" {
    path = "/opt/nomad/volumes/project-uploads"
  }
}

plugin "docker" {
  config {
    # app mounts an anonymous volume at /srv/cache
    # db mounts /etc/localtime
    volumes {
      enabled = true
    }
  }
}
