using System.Text;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using static Banyan.Wire.Tests.Dialects.Gemini.GeminiKit;

namespace Banyan.Wire.Tests.Dialects.Gemini;

public sealed class GeminiEmbeddingTests
{
    private static HubEmbedAsk Read(string body, string verb, out MappingReport report)
    {
        report = new MappingReport();
        return G.ReadEmbedAsk(new WireBody(G, Utf8(body), Operation.Embed, new AskPath("e", null, verb)), report);
    }

    [Fact]
    public void One_text_is_read_and_answered_as_one()
    {
        var ask = Read("""{"content":{"parts":[{"text":"a"},{"text":"b"}]},"taskType":"RETRIEVAL_QUERY","output_dimensionality":256,"title":"t"}""", "embedContent", out var report);

        (ask.IsSingle, ask.Inputs.Single().ToString(), ask.Dimensions!.Value.ToString(), ask.TaskType!.Value.ToString()).ShouldBe((true, "a\nb", "256", "RETRIEVAL_QUERY"));
        report.Dropped.ShouldBe(["/title"]);
        var answer = new HubEmbedAnswer { Vectors = { JsonRaw.From("[0.10,1e3]") } };
        Encoding.UTF8.GetString(G.WriteEmbedAnswer(answer, ask, 4)).ShouldBe("""{"embedding":{"values":[0.10,1e3]},"usageMetadata":{"promptTokenCount":4}}""");
    }

    [Fact]
    public void A_batch_is_read_and_answered_in_order()
    {
        var ask = Read("""{"requests":[{"model":"models/e","content":{"parts":[{"text":"a"}]}},{"content":{"parts":[{"text":"b"}]}}]}""", "batchEmbedContents", out var report);

        ask.Inputs.Select(input => input.ToString()).ShouldBe(["a", "b"]);
        (ask.IsSingle, report.Refusal).ShouldBe((false, null));
        var answer = new HubEmbedAnswer { Vectors = { JsonRaw.From("[1]"), JsonRaw.From("[2]") } };
        Encoding.UTF8.GetString(G.WriteEmbedAnswer(answer, ask, 0)).ShouldStartWith("""{"embeddings":[{"values":[1]},{"values":[2]}]""");
    }

    [Fact]
    public void A_batch_that_does_not_agree_with_itself_is_refused()
    {
        Read("""{"requests":[{"content":{"parts":[{"text":"a"}]},"outputDimensionality":1},{"content":{"parts":[{"text":"b"}]},"outputDimensionality":2}]}""", "batchEmbedContents", out var report);

        report.Refusal!.Param.ShouldBe("/requests/1");
    }

    [Fact]
    public void Upstream_asks_are_batches()
    {
        var ask = new HubEmbedAsk { Inputs = { JsonText.From("a"), JsonText.From("b") }, Dimensions = new(JsonRaw.From("8"), "/dimensions"), User = new(JsonText.From("u"), "/user") };
        var report = new MappingReport();

        Encoding.UTF8.GetString(G.WriteEmbedAsk(ask, Target, report)).ShouldBe(
            """{"requests":[{"model":"models/gemini-up","content":{"parts":[{"text":"a"}]},"outputDimensionality":8},{"model":"models/gemini-up","content":{"parts":[{"text":"b"}]},"outputDimensionality":8}]}""");
        report.Dropped.ShouldBe(["/user"]);
    }

    [Fact]
    public void Token_arrays_are_refused()
    {
        var report = new MappingReport();
        G.WriteEmbedAsk(new HubEmbedAsk { Tokens = new(JsonRaw.From("[1]"), "/input") }, Target, report);

        report.Refusal!.Param.ShouldBe("/input");
    }

    [Fact]
    public void Answers_are_read_in_both_forms_and_nonsense_is_null()
    {
        G.ReadEmbedAnswer(Utf8("""{"embedding":{"values":[1.0]}}"""))!.Vectors.Single().ToString().ShouldBe("[1.0]");
        var batch = G.ReadEmbedAnswer(Utf8("""{"embeddings":[{"values":[1]},{"values":[2]}],"usageMetadata":{"promptTokenCount":5}}"""))!;
        (batch.Vectors.Count, batch.Usage!.Input).ShouldBe((2, 5L));
        G.ReadEmbedAnswer(Utf8("{}")).ShouldBeNull();
        G.ReadEmbedAnswer(Utf8("<html>")).ShouldBeNull();
        G.ReadEmbedAnswer(Utf8("""{"embeddings":[{"values":7}]}""")).ShouldBeNull();
    }

    [Fact]
    public void A_token_count_is_told_as_gemini_tells_it() => Encoding.UTF8.GetString(G.WriteTokenCount(42)!).ShouldBe("""{"totalTokens":42}""");
}
