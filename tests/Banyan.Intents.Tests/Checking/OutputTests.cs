using Banyan.Intents.Checking.Output;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Tests.Checking;

public sealed class OutputTests
{
    private readonly GuardBench _bench = new();

    [Fact]
    public void A_record_leaves_only_when_it_says_that_it_is_the_callers()
    {
        OutputResult Out(string json, Subject? who = null) => Output(Shop.OrdersGet, """{"orderId":"1001"}""", Provenance.User, json, who);

        Out("""{"orderId":"1001","customerEmail":"Ada@shop.example "}""").IsOwned.ShouldBeTrue();
        Out("""{"orderId":"1001","customerEmail":"bob@shop.example"}""").Problem!.Code.ShouldBe(ProblemWords.DeniedOwner);
        Out("""{"orderId":"1001"}""").Problem!.Code.ShouldBe(ProblemWords.DeniedOwnerUnproven);
        Out("""{"orderId":"1001","customerEmail":null}""").Value.ShouldBeNull();
        Out("[]").Value!.Value.GetArrayLength().ShouldBe(0);
        Out("\"text\"").Value.ShouldBeNull();
        Out("""{"orderId":"1001","customerEmail":"bob@shop.example"}""", Shop.Mia).Value.ShouldNotBeNull();
        Out("""{"orderId":"1001","customerEmail":"bob@shop.example"}""", Shop.Mia).IsOwned.ShouldBeFalse();
    }

    [Fact]
    public void Foreign_elements_are_taken_out_and_counted()
    {
        const string List = """{"orders":[{"orderId":"1","customerId":"c1"},{"orderId":"2","customerId":"c2"},{"orderId":"3"}],"cursor":"x"}""";
        var listed = Output(Shop.OrdersList, """{"customerId":"c1"}""", Provenance.CallerBound, List);
        listed.Value!.Value.GetRawText().ShouldBe("""{"orders":[{"orderId":"1","customerId":"c1"},{"orderId":"3"}]}""");
        (listed.Removed, listed.IsOwned).ShouldBe((1, true));

        // With an owner rule over the list an element that names nobody is not proved, so it goes too.
        var ruled = Shop.OrdersList with { Owner = new OwnerRule("customerId", null, "$.orders[*].customerId", "caller.id") };
        var proved = Output(ruled, """{"customerId":"c1"}""", Provenance.CallerBound, List);
        proved.Value!.Value.GetRawText().ShouldBe("""{"orders":[{"orderId":"1","customerId":"c1"}]}""");
        proved.Removed.ShouldBe(2);

        Output(Shop.OrdersList, """{"customerId":"c1"}""", Provenance.CallerBound, """{"customerId":"c2","orders":[]}""").Problem!.Code.ShouldBe(ProblemWords.DeniedOwner);
    }

    [Fact]
    public void Secret_fields_leave_for_nobody()
    {
        Output(Shop.UsersGet, """{"email":"ada@shop.example"}""", Provenance.CallerBound, """{"name":"Ada","pin":"1234"}""").Value!.Value.GetRawText().ShouldBe("""{"name":"Ada"}""");
        Output(Shop.UsersGet, """{"email":"bob@shop.example"}""", Provenance.User, """{"name":"Bob","pin":"1234"}""", Shop.Mia).Value!.Value.GetRawText().ShouldBe("""{"name":"Bob"}""");
    }

    [Theory]
    [InlineData("Order <b>1002</b> is here", "Order 1002 is here")]
    [InlineData("a<script>alert(1)</script>b", "ab")]
    [InlineData("a<scr<b>ipt>x", "a< script>x")]
    [InlineData("a<img src=x", "a< img src=x")]
    [InlineData("a<!-- b --><style>p{}</style>c", "ac")]
    [InlineData("a<script>b", "ab")]
    [InlineData("a<img src=x onerror=alert(1)>b", "ab")]
    [InlineData("5 < 6 and 7 > 3", "5 < 6 and 7 > 3")]
    [InlineData("\u001b[31mred\u001b[0m", "red")]
    [InlineData("\u001b]8;;https://evil.example\u0007here\u001b]8;;\u0007", "here")]
    [InlineData("\u001b]0;title\u001b\\x", "x")]
    [InlineData("\u009b2Jx", "x")]
    [InlineData("a\u202eb\u200bc\0d\re", "abcde")]
    [InlineData("line\n\tnext", "line\n\tnext")]
    [InlineData("see https://shop.example/a and https://www.shop.example.", "see https://shop.example/a and https://www.shop.example.")]
    [InlineData("see https://evil.example/a?b=1 now", "see [link removed] now")]
    [InlineData("see https://shop.example.evil.example/", "see [link removed]")]
    [InlineData("see https://shop.example@evil.example/", "see [link removed]")]
    [InlineData("see https://notshop.example/", "see [link removed]")]
    [InlineData("see www.evil.example", "see [link removed]")]
    [InlineData("[pay](https://evil.example/p)", "pay [link removed]")]
    [InlineData("![](https://evil.example/x?d=secret)", "[link removed]")]
    [InlineData("[shop](https://shop.example/p)", "[shop](https://shop.example/p)")]
    [InlineData("[x](javascript:alert)", "x [link removed]")]
    [InlineData("javascript:alert(1)", "[link removed]")]
    public void Text_is_plain_when_it_reaches_a_person(string text, string clean) => PlainText.Clean(text, ["shop.example"]).ShouldBe(clean);

    [Fact]
    public void Hostile_lengths_are_cleaned_in_time()
    {
        foreach (var piece in new[] { "<", "<a ", "\u001b[", "\u001b]", "[", "](", "https://", "<!--", "<script>", "[PHONE_", "a://" })
        {
            PlainText.Clean(string.Concat(Enumerable.Repeat(piece, 4000)), []).ShouldNotBeNull();
        }
    }

    private OutputResult Output(Intent intent, string arguments, Provenance source, string value, Subject? who = null)
    {
        var given = Shop.Json(arguments);
        var bound = new BoundArguments(given, given.EnumerateObject().ToDictionary(member => member.Name, _ => source, StringComparer.Ordinal));
        return _bench.Rails.CheckOutput(intent, bound, Shop.Json(value), Shop.Scope(who ?? Shop.Ada, Shop.Plan(), "x"));
    }
}
