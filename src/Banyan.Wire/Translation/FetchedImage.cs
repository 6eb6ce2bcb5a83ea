namespace Banyan.Wire.Translation;

/// <summary>A picture that was fetched from its address.</summary>
/// <param name="MediaType">Its media type, as <c>image/png</c>.</param>
/// <param name="Bytes">The picture.</param>
public sealed record FetchedImage(string MediaType, ReadOnlyMemory<byte> Bytes);
