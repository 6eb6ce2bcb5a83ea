namespace Banyan.Intents.Spine;

/// <summary>An RFC 9727 linkset in which backends are found.</summary>
/// <param name="Url">Where it is.</param>
/// <param name="Generation">The side its items stand on.</param>
/// <param name="IsTrusted">Whether their declarations are granted.</param>
/// <param name="Allow">Patterns of origins, as <c>http://127.0.0.1:*</c>; an item that matches none is left out.</param>
internal sealed record BackendDirectory(Uri Url, Generation Generation, bool IsTrusted, IReadOnlyList<string> Allow);
