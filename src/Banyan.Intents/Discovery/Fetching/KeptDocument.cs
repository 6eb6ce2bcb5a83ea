namespace Banyan.Intents.Discovery.Fetching;

/// <summary>A document as it was last read.</summary>
/// <param name="ETag">The backend's tag for it.</param>
/// <param name="Body">Its bytes.</param>
internal sealed record KeptDocument(string ETag, byte[] Body);
