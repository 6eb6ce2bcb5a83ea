using Banyan.Gateway.Spine;
using Banyan.Wire;
using Banyan.Wire.Framing;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Banyan.Wire.Translation;

namespace Banyan.Gateway.Upstreams;

/// <summary>Turns an upstream's vectors into the caller's language.</summary>
internal sealed class EmbeddingFilter(Dialect upstream, WireBody asked, HubEmbedAsk hub) : IFrameFilter
{
    public ValueTask OnFrameAsync(Frame frame, IFrameSink next)
    {
        var (body, _, failure) = EmbeddingTranslator.Answer(upstream, asked.Dialect, hub, frame.Data, asked.Lens.EstimatedInputTokens);
        if (failure is null)
        {
            return next.WriteAsync(Frame.Body(body));
        }

        next.Stop(failure);
        return ValueTask.CompletedTask;
    }

    public ValueTask OnEndAsync(StreamEnd end, IFrameSink next) => ValueTask.CompletedTask;
}
