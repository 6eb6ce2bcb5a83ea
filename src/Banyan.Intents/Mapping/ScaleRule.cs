namespace Banyan.Intents.Mapping;

/// <summary>A number in other units.</summary>
/// <param name="From">The backend's name.</param>
/// <param name="By">intent = backend x by.</param>
internal sealed record ScaleRule(string From, decimal By);
