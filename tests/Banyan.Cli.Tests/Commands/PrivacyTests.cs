using Banyan.Cli.Tests.App;

namespace Banyan.Cli.Tests.Commands;

/// <summary>What people may ask of their data, at the command line.</summary>
public sealed class PrivacyTests
{
    private const string Person = "ada.canary@example.org";

    [Fact]
    public async Task What_is_kept_of_a_person_is_printed_line_by_line_and_then_erased()
    {
        await using var host = await RealHost.StartAsync(TestContext.Current.CancellationToken);
        using var user = new User(host.Address).With("BANYAN_KEY", RealHost.Key);
        using var http = Http.Egress.Create();
        await AskAsync(http, host);

        var lines = Array.Empty<string>();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!Kinds(lines).IsSupersetOf(["conversation", "message", "completion", "usage"]))
        {
            patience.Token.ThrowIfCancellationRequested();
            var export = await user.RunAsync("privacy", "export", "--user", Person);
            export.Exit.ShouldBe(0, export.Error);
            lines = export.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }

        lines.ShouldContain(line => line.StartsWith("{\"kind\":\"message\"", StringComparison.Ordinal) && line.Contains("my canary words", StringComparison.Ordinal));
        (await user.RunAsync("privacy", "export", "--user", "nobody@example.org")).ShouldBe(new CliRun(0, "", "Nothing is kept of nobody@example.org.\n"));
        (await user.RunAsync("privacy", "export")).Exit.ShouldBe(2, "a person is wanted");
        (await user.RunAsync("privacy", "erase", "--user", Person, "--reason", "asked for it")).Exit.ShouldBe(2, "nobody said yes");
        (await user.RunAsync("privacy", "erase", "--user", Person, "--reason", "asked for it", "--yes")).Out.ShouldEndWith(" rows erased.\n");
        (await user.RunAsync("privacy", "export", "--user", Person)).Out.ShouldBeEmpty();
        var acts = (await user.RunAsync("audit", "list", "--json")).Out;
        acts.ShouldContain("exportSubject");
        acts.ShouldNotContain("canary", Case.Insensitive, "the log names nobody");

        using var nobody = new User(host.Address).With("BANYAN_KEY", (await user.RunAsync("keys", "create", "--service", "reader", "--scopes", "chat")).Out.Trim());
        (await nobody.RunAsync("privacy", "export", "--user", Person)).Exit.ShouldBe(3);
        (await nobody.RunAsync("privacy", "erase", "--user", Person, "--reason", "x", "--yes")).Exit.ShouldBe(3);
    }

    private static HashSet<string> Kinds(string[] lines) => [.. lines.Select(line => new CliRun(0, line, "").Json.GetProperty("kind").GetString()!)];

    /// <summary>Something is said in a kept conversation.</summary>
    private static async Task AskAsync(HttpMessageInvoker http, RealHost host)
    {
        var talk = await PostAsync(http, host, "mutation { createConversation { id } }");
        var id = talk.GetProperty("createConversation").GetProperty("id").GetString();
        await PostAsync(http, host, $"mutation {{ generateCompletion(input: {{ modelPreference: \"mock/priced\", conversationId: \"{id}\", userId: \"{Person}\", messages: [{{ role: USER, content: \"my canary words\" }}] }}) {{ id }} }}");
    }

    private static async Task<System.Text.Json.JsonElement> PostAsync(HttpMessageInvoker http, RealHost host, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host.Address, "graphql"));
        request.Headers.Add("authorization", $"Bearer {RealHost.Key}");
        request.Content = new StringContent(System.Text.Json.JsonSerializer.Serialize(new { query }), new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        using var reply = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var answer = new CliRun(0, await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), "").Json;
        answer.TryGetProperty("errors", out _).ShouldBeFalse(answer.ToString());
        return answer.GetProperty("data");
    }
}
