/// The Compose model: a project as it is resolved, and what it consists of.
///
/// The types stand in here so that their names, which are Compose's own words, do not meet those that an application
/// imports from elsewhere. Source: the Compose Specification, a chapter each.
public enum Compose {}
