using System.Text.Json;
using Banyan.Intents.Answering.Grounding;

namespace Banyan.Intents.Tests.Answering;

public sealed class GroundingTests
{
    private readonly GroundFacts _facts = new();

    public GroundingTests()
    {
        _facts.Add(JsonDocument.Parse("""{"orders":[{"orderId":"1002","total":240.00,"placedAt":"2026-11-20","item":"Oak desk","mail":"ada@shop.example"}],"refund":1240.5}""").RootElement);
        _facts.Add("How is my desk doing?");
    }

    [Theory]
    [InlineData("Your order 1002, an Oak desk for $240.00, was placed on 20 November 2026.")]
    [InlineData("It was placed on November 20, 2026.")]
    [InlineData("You have 1 order. I'll keep ada@shop.example in mind.")]
    [InlineData("The refund is $1,240.50.")]
    public void What_occurs_in_the_results_may_be_said(string sentence) => GroundCheck.FirstWithout(sentence, _facts).ShouldBeNull();

    [Theory]
    [InlineData("Your order 1003 is on its way.", "1003")]
    [InlineData("It costs $241.00.", "241.00")]
    [InlineData("It was placed on 21 November 2026.", "21")]
    [InlineData("Write to bob@shop.example.", "bob@shop.example")]
    [InlineData("Please ask Bob about it.", "Bob")]
    [InlineData("See https://evil.example/x for more.", "https://evil.example/x")]
    public void What_does_not_occur_there_is_found(string sentence, string token) => GroundCheck.FirstWithout(sentence, _facts).ShouldBe(token);

    [Fact]
    public void Sentences_are_cut_the_same_however_the_text_comes()
    {
        const string text = "Order 1002 costs $240.00. It is pending!\nAsk again? Fine.";
        var whole = Cut(text, text.Length);

        foreach (var size in new[] { 1, 2, 3, 7 })
        {
            Cut(text, size).ShouldBe(whole);
        }

        string.Concat(whole).ShouldBe(text);
        whole.Count.ShouldBe(5);
    }

    private static List<string> Cut(string text, int size)
    {
        var splitter = new SentenceSplitter();
        List<string> sentences = [.. text.Chunk(size).SelectMany(piece => splitter.Add(new string(piece)))];
        return [.. sentences, splitter.Rest()];
    }
}
