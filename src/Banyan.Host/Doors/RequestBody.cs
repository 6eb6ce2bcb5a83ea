using System.IO.Compression;
using Banyan.Wire;
using Banyan.Wire.Json;

namespace Banyan.Host.Doors;

/// <summary>A request's body in one pooled buffer; disposing gives the memory back.</summary>
internal sealed class RequestBody : IDisposable
{
    private byte[]? _buffer;
    private readonly int _length;

    private RequestBody(byte[] buffer, int length) => (_buffer, _length) = (buffer, length);

    /// <summary>The bytes, content encoding undone.</summary>
    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(0, _length);

    /// <summary>Reads at most <paramref name="most"/> bytes, counted after decompression, and checks that they are fit to be parsed.</summary>
    public static async ValueTask<(RequestBody? Body, Failure? Refused)> ReadAsync(HttpContext http, long most)
    {
        var request = http.Request;
        if (Unreadable(request) is { } unreadable)
        {
            return (null, unreadable);
        }

        if (request.ContentLength > most)
        {
            return (null, TooLarge(most));
        }

        try
        {
            var body = await FillAsync(Decoded(request), request.ContentLength, most, http.RequestAborted);
            if (body is null)
            {
                return (null, TooLarge(most));
            }

            var unsafeBytes = JsonSafety.Check(body.Memory.Span);
            return (body, unsafeBytes);
        }
        catch (BadHttpRequestException bad)
        {
            return (null, bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? TooLarge(most) : Bad("The body could not be read: it is broken or came too slowly."));
        }
        catch (Exception broken) when (broken is InvalidDataException or InvalidOperationException)
        {
            // Brotli's decoder says the latter.
            return (null, Bad("The body is not what its content-encoding says."));
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer)
        {
            BodyMemory.Return(buffer);
        }
    }

    private static async ValueTask<RequestBody?> FillAsync(Stream stream, long? contentLength, long most, CancellationToken cancellationToken)
    {
        using var collected = new BodyCollector(contentLength, most);
        int read;
        while ((read = await stream.ReadAsync(collected.Room, cancellationToken)) > 0)
        {
            if (!collected.TryAdvance(read))
            {
                return null;
            }
        }

        var (buffer, length) = collected.Take();
        return new RequestBody(buffer, length);
    }

    private static Stream Decoded(HttpRequest request) => request.Headers.ContentEncoding.ToString().ToLowerInvariant() switch
    {
        "gzip" => new GZipStream(request.Body, CompressionMode.Decompress),
        "br" => new BrotliStream(request.Body, CompressionMode.Decompress),
        "deflate" => new ZLibStream(request.Body, CompressionMode.Decompress),
        _ => request.Body,
    };

    private static Failure? Unreadable(HttpRequest request)
    {
        var encoding = request.Headers.ContentEncoding.ToString().ToLowerInvariant();
        if (encoding is not ("" or "identity" or "gzip" or "br" or "deflate"))
        {
            return Bad("The content-encoding is none of gzip, br, deflate, identity.");
        }

        return request.ContentType is { } type && type.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase)
            ? Bad("Multipart bodies are not read here; send application/json.")
            : null;
    }

    private static Failure Bad(string message) => new(FailureKind.CallerFault, "invalid_request", message);

    private static Failure TooLarge(long most) => new(FailureKind.TooLarge, "too_large", $"The body is over the limit of {most} bytes.");
}
