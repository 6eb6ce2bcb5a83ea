using Banyan.Gateway.Spine;
using Banyan.Gateway.Tests.Spine;
using Banyan.Gateway.Upstreams;
using Banyan.Wire;
using Banyan.Wire.Framing;
using Banyan.Wire.Hub;
using Banyan.Wire.Translation;

namespace Banyan.Gateway.Tests.Upstreams;

/// <summary>A signature is stored while the answer flows, and before the caller hears the end of it.</summary>
public sealed class SignatureKeepTests
{
    [Fact]
    public async Task The_call_flows_on_at_once_and_the_end_waits_until_its_signature_is_stored()
    {
        var seals = new OpenSeals();
        var facts = new AnswerFacts { Streams = true, ExchangeId = "e", Issuer = "g", Seal = seals };
        var translator = new AnswerTranslator(DialectTable.Get(DialectId.Gemini), DialectTable.Get(DialectId.OpenAiChat), facts, new MappingReport());
        var filter = new TranslateFilter(translator, seals);
        var heard = new ListeningSink();

        await filter.OnFrameAsync(Chunk("""{"candidates":[{"content":{"parts":[{"functionCall":{"name":"n","args":{}},"thoughtSignature":"s"}]},"index":0}]}"""), heard);
        string.Concat(heard.Heard).ShouldContain("tool_calls");
        var end = filter.OnFrameAsync(Chunk("""{"candidates":[{"content":{"parts":[]},"finishReason":"STOP","index":0}]}"""), heard).AsTask();
        end.IsCompleted.ShouldBeFalse();
        string.Concat(heard.Heard).ShouldNotContain("finish_reason\":\"");
        seals.Kept.SetResult();
        await end;
        await filter.OnEndAsync(new StreamEnd(StreamEndKind.Completed), heard);
        string.Concat(heard.Heard).ShouldContain("finish_reason\":\"tool_calls");
    }

    private static Frame Chunk(string json) => TestAnswers.Event(json) with { Kind = FrameKind.Event };
}
