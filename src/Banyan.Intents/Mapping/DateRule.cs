namespace Banyan.Intents.Mapping;

/// <summary>A date written otherwise.</summary>
/// <param name="From">The backend's name.</param>
/// <param name="Format">The backend's format, as <c>dd.MM.yyyy</c>.</param>
internal sealed record DateRule(string From, string Format);
