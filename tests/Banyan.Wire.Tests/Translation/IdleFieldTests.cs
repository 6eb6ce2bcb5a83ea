using System.Text;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Banyan.Wire.Translation;

namespace Banyan.Wire.Tests.Translation;

/// <summary>Fields that ask for what happens anyway cross silently; those that are lost are named.</summary>
public sealed class IdleFieldTests
{
    [Fact]
    public void An_answer_in_the_foreground_is_the_default_and_one_in_the_background_is_refused()
    {
        var idle = Translate(DialectId.OpenAiResponses, DialectId.OpenAiChat, """{"model":"m","input":"hi","background":false}""");
        idle.Refusal.ShouldBeNull();
        idle.Report.Dropped.ShouldBeEmpty();
        Translate(DialectId.OpenAiResponses, DialectId.OpenAiChat, """{"model":"m","input":"hi","background":true}""").Refusal!.Param.ShouldBe("/background");
    }

    [Theory]
    [InlineData(DialectId.OpenAiResponses)]
    [InlineData(DialectId.Anthropic)]
    public void Obfuscation_of_a_stream_is_named_where_it_is_lost(DialectId target) =>
        Translate(DialectId.OpenAiChat, target, """{"model":"m","stream":true,"stream_options":{"include_usage":true,"include_obfuscation":false},"messages":[{"role":"user","content":"hi"}]}""")
            .Report.Dropped.ShouldBe(["/stream_options/include_obfuscation"]);

    private static TranslatedAsk Translate(DialectId from, DialectId to, string body) => Translator.Translate(
        new WireBody(DialectTable.Get(from), Encoding.UTF8.GetBytes(body), Operation.Chat), DialectTable.Get(to), new TargetFacts { Model = "m", DefaultMaxOutput = 9 }, strict: false);
}
