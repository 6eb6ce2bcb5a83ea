namespace Banyan.Intents.Spine;

/// <summary>A person known by e-mail.</summary>
/// <param name="Email">Lower case.</param>
/// <param name="Id">The person's id as the backends know it.</param>
/// <param name="Name">The person's name; null when not known.</param>
/// <param name="Scopes">What they may do.</param>
/// <param name="TimeZone">IANA name.</param>
internal sealed record KnownUser(string Email, string Id, string? Name, IReadOnlyList<string> Scopes, string TimeZone = "UTC");
