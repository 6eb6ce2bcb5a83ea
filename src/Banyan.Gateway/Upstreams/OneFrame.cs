using Banyan.Wire.Framing;

namespace Banyan.Gateway.Upstreams;

/// <summary>A whole body as the frames of an answer: a stream of one.</summary>
internal static class OneFrame
{
    /// <summary>Gives the body as its only frame.</summary>
    public static async IAsyncEnumerable<Frame> OfAsync(byte[] body)
    {
        yield return Frame.Body(body);
        await ValueTask.CompletedTask;
    }
}
