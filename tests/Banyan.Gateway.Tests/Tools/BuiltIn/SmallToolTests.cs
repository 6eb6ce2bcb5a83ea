using Banyan.Gateway.Tools.Executing;
using Banyan.TestKit;
using Banyan.TestKit.Wall;

namespace Banyan.Gateway.Tests.Tools.BuiltIn;

/// <summary>The built-in tools as models call them: through the runner.</summary>
public sealed class SmallToolTests : IDisposable
{
    private readonly ToolBench _bench = new(new FakeClock());

    [Theory]
    [InlineData("calculate", """{"expression":"2 * 21"}""", """{"result":"42","isExact":true}""")]
    [InlineData("get_current_time", """{"timeZone":"Europe/Paris"}""", """{"instant":"2026-11-21T13:00:00+01:00","timeZone":"Europe/Paris","date":"2026-11-21","time":"13:00:00","weekday":"Saturday","unixSeconds":1795262400}""")]
    [InlineData("format_date", """{"date":"2026-03-01T10:00:00Z","format":"long"}""", """{"text":"Sunday, 1 March 2026"}""")]
    [InlineData("format_date", """{"date":"2026-03-01T23:30:00Z","format":"dd.MM.yyyy HH:mm","timeZone":"Asia/Tokyo"}""", """{"text":"02.03.2026 08:30"}""")]
    [InlineData("format_date", """{"date":"2026-03-01","format":"unix"}""", """{"text":"1772323200"}""")]
    [InlineData("format_date", """{"date":"2026-03-01","format":"d"}""", """{"text":"1"}""")]
    [InlineData("validate_email", """{"email":"Ada@Shop.example"}""", """{"isValid":true,"domain":"shop.example"}""")]
    [InlineData("validate_email", """{"email":"ada@@shop"}""", """{"isValid":false}""")]
    public async Task They_do_what_they_say(string tool, string arguments, string output) =>
        (await _bench.RunAsync(tool, arguments)).Output!.Value.GetRawText().ShouldBe(output);

    [Theory]
    [InlineData("calculate", """{"expression":"1/0"}""", ToolStatus.Error)]
    [InlineData("calculate", "{}", ToolStatus.Invalid)]
    [InlineData("calculate", """{"expression":"1","more":2}""", ToolStatus.Invalid)]
    [InlineData("calculate", "7", ToolStatus.Invalid)]
    [InlineData("get_current_time", """{"timeZone":"../../etc/passwd"}""", ToolStatus.Error)]
    [InlineData("get_current_time", """{"timeZone":"Romance Standard Time"}""", ToolStatus.Error)]
    [InlineData("format_date", """{"date":"tomorrow"}""", ToolStatus.Error)]
    [InlineData("web_search", """{"query":"x"}""", ToolStatus.Denied)]
    [InlineData("database_query", """{"source":"x","query":"SELECT 1"}""", ToolStatus.Denied)]
    [InlineData("no_such_tool", "{}", ToolStatus.Denied)]
    public async Task What_goes_wrong_is_a_result_too(string tool, string arguments, ToolStatus status)
    {
        var result = await _bench.RunAsync(tool, arguments);
        result.Status.ShouldBe(status);
        result.ForModel().ShouldStartWith("{\"error\":");
        _bench.Log.Rows.ShouldHaveSingleItem().Status.ShouldBe(status);
        _bench.Seen.All.ShouldHaveSingleItem().Status.ShouldBe(status);
    }

    [Fact]
    public async Task Ids_of_both_versions_are_made()
    {
        var random = (await _bench.RunAsync("uuid_generate", """{"count":3}""")).Output!.Value.GetProperty("uuids").EnumerateArray().Select(one => Guid.Parse(one.GetString()!)).ToList();
        random.Distinct().Count().ShouldBe(3);
        random.ShouldAllBe(id => id.Version == 4 && (id.Variant & 0xC) == 8);
        Guid.Parse((await _bench.RunAsync("uuid_generate", """{"version":7}""")).Output!.Value.GetProperty("uuids")[0].GetString()!).Version.ShouldBe(7);
    }

    [Fact]
    public async Task A_search_gives_plain_text_of_others_marked_so()
    {
        await using var wall = ScriptedWall.Start(WallScript.Json("""{"web":{"results":[{"title":"<b>One</b> &amp; two","url":"https://a.example","description":"x\u0007<script>y</script>"},7,{"name":"Three"}]}}"""));
        using var bench = new ToolBench(TimeProvider.System, $$$"""{"webSearch":{"endpoint":"{{{wall.Address}}}search?lang=en","keyRef":"env:SEARCH","keyHeader":"X-Key","resultPath":"web.results"}}""");
        bench.Secrets.Values["env:SEARCH"] = "secret";
        var result = await bench.RunAsync("web_search", """{"query":"a & b?"}""");
        result.Output!.Value.GetRawText().ShouldBe("""{"isTrusted":false,"results":[{"title":"One & two","url":"https://a.example","text":"xy"},{"title":"Three","url":"","text":""}]}""");
        var sent = wall.Requests.Single();
        sent.Path.ShouldBe("/search?lang=en&q=a%20%26%20b%3F");
        sent.Header("X-Key").ShouldBe("secret");
    }

    [Fact]
    public async Task A_notification_goes_out_once_for_one_key_and_is_signed()
    {
        await using var wall = ScriptedWall.Start(WallScript.Json("{}"));
        using var bench = new ToolBench(TimeProvider.System, $$$"""{"notifications":{"ops":{"url":"{{{wall.Address}}}hook","keyRef":"env:HOOK","description":"on call"} } }""");
        bench.Secrets.Values["env:HOOK"] = "whsec_" + Convert.ToBase64String("0123456789abcdef0123456789abcdef"u8);
        (await bench.RunAsync("send_notification", """{"channel":"ops","text":"Disk is full"}""")).Output!.Value.GetRawText().ShouldBe("""{"status":"sent"}""");
        (await bench.RunAsync("send_notification", """{"channel":"ops","text":"Disk is full"}""")).Output!.Value.GetRawText().ShouldBe("""{"status":"already sent"}""");
        (await bench.RunAsync("send_notification", """{"channel":"other","text":"x"}""")).Status.ShouldBe(ToolStatus.Invalid);
        var sent = wall.Requests.Single();
        Calling.SignatureCheck.Fits(sent, "0123456789abcdef0123456789abcdef"u8).ShouldBeTrue();
        sent.Text.ShouldBe("""{"id":"key-1","service":"tests","channel":"ops","text":"Disk is full"}""");
    }

    public void Dispose() => _bench.Dispose();
}
