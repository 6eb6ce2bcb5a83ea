using Banyan.Cli.Tests.App;
using Banyan.TestKit.Wall;

namespace Banyan.Cli.Tests.Commands;

public sealed class WebhooksTests
{
    private const string Hook = """{"id":"w1","url":"https://hooks.example.com/banyan","events":["alert.opened","budget.exceeded"],"enabled":true,"failing":false,"secretPrefix":"whsec_AbCd","createdAt":"2026-11-21T12:00:00.000Z"}""";

    [Fact]
    public async Task Who_is_told_of_what_is_a_table()
    {
        await using var wall = ScriptedWall.Start(WallScript.Json($$$"""{"data":{"webhooks":[{{{Hook}}}]}}"""));
        using var user = new User(wall.Address);
        (await user.RunAsync("webhooks", "list")).Out.ShouldBe("""
            ID  URL                               EVENTS                        STATE  SECRET
            w1  https://hooks.example.com/banyan  alert.opened budget.exceeded  on     whsec_AbCd...

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_new_one_asks_for_all_and_its_secret_is_shown()
    {
        await using var wall = ScriptedWall.Start(WallScript.Json($$$"""{"data":{"saveWebhook":{"webhook":{{{Hook}}},"secret":"whsec_AbCdEf"} } }"""));
        using var user = new User(wall.Address);
        var run = await user.RunAsync("webhooks", "add", "https://hooks.example.com/banyan");
        run.Out.ShouldBe("Webhook w1 is told from now on.\nIts secret, shown this once: whsec_AbCdEf\nTry it: banyan webhooks test w1\n");
        wall.Requests.ShouldHaveSingleItem().Text.ShouldContain("""{"input":{"url":"https://hooks.example.com/banyan","events":["*"]}}""");
    }

    [Fact]
    public async Task A_receiver_that_does_not_take_a_test_fails_the_command()
    {
        await using var wall = ScriptedWall.Start(
            WallScript.Json("""{"data":{"testWebhook":{"id":"d1","status":"delivered","httpStatus":204,"responseMs":12,"problem":null}}}"""),
            WallScript.Json("""{"data":{"testWebhook":{"id":"d2","status":"pending","httpStatus":500,"responseMs":12,"problem":"it answered 500"}}}"""));
        using var user = new User(wall.Address);
        (await user.RunAsync("webhooks", "test", "w1")).Out.ShouldBe("Delivery d1 was taken with 204 in 12 ms.\n");
        var failed = await user.RunAsync("webhooks", "test", "w1");
        failed.Exit.ShouldBe(1);
        failed.Error.ShouldContain("it answered 500");
    }

    [Fact]
    public async Task Deliveries_are_a_table_and_a_removal_wants_a_yes()
    {
        await using var wall = ScriptedWall.Start(request => WallScript.Json(
            request.Text.Contains("removeWebhook", StringComparison.Ordinal)
                ? """{"data":{"removeWebhook":true}}"""
                : """{"data":{"webhookDeliveries":{"nodes":[{"id":"d1","createdAt":"2026-11-21T12:00:00.000Z","event":"key.revoked","status":"dead","attempts":8,"httpStatus":null,"responseMs":15000,"nextAttemptAt":null,"problem":"it did not answer within 15 seconds"}]}}}"""));
        using var user = new User(wall.Address);
        (await user.RunAsync("webhooks", "deliveries", "w1", "--status", "dead")).Out.ShouldBe("""
            ID  WHEN                      EVENT        STATUS  TRIES  HTTP  MS     NEXT  PROBLEM
            d1  2026-11-21T12:00:00.000Z  key.revoked  dead    8      -     15000  -     it did not answer within 15 seconds

            """.ReplaceLineEndings("\n"));
        (await user.RunAsync("webhooks", "deliveries", "w1", "--status", "lost")).Exit.ShouldBe(2);
        wall.Requests.ShouldHaveSingleItem().Text.ShouldContain("""{"id":"w1","status":"dead","first":20}""");
        (await user.RunAsync("webhooks", "remove", "w1")).Exit.ShouldBe(2);
        (await user.RunAsync("webhooks", "remove", "w1", "--yes")).Out.ShouldBe("The webhook w1 is gone.\n");
    }
}
