using System.IO.Compression;

namespace Banyan.Gateway.Upstreams;

/// <summary>Undoes a content encoding the provider chose, although it is asked for none; a body that grows too much is refused.</summary>
internal static class Decoding
{
    public static Stream Of(HttpResponseMessage response, Stream stream)
    {
        foreach (var encoding in response.Content.Headers.ContentEncoding.Reverse())
        {
            stream = encoding.ToLowerInvariant() switch
            {
                "gzip" or "x-gzip" => new BoundedRatioStream(new GZipStream(stream, CompressionMode.Decompress)),
                "br" => new BoundedRatioStream(new BrotliStream(stream, CompressionMode.Decompress)),
                "deflate" => new BoundedRatioStream(new ZLibStream(stream, CompressionMode.Decompress)),
                "identity" => stream,
                _ => throw new HttpRequestException(HttpRequestError.InvalidResponse, "The provider answered in an unknown content encoding."),
            };
        }

        return stream;
    }
}
