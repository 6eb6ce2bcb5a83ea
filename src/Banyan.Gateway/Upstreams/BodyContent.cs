using System.Net;

namespace Banyan.Gateway.Upstreams;

/// <summary>A body sent piece by piece, so that an edited one is not copied first.</summary>
internal sealed class BodyContent(IReadOnlyList<ReadOnlyMemory<byte>> parts) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            await stream.WriteAsync(parts[i], cancellationToken);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        for (var i = 0; i < parts.Count; i++)
        {
            length += parts[i].Length;
        }

        return true;
    }
}
