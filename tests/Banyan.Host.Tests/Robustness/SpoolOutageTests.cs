using System.Globalization;
using System.Net.Http.Json;
using Banyan.Gateway.Spine;
using Banyan.Host.Tests.App;
using Banyan.Host.Tests.Attacks;
using Banyan.Host.Tests.Processes;
using Banyan.TestKit.Talk;
using Banyan.TestKit.Wall;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Host.Tests.Robustness;

/// <summary>The spool's disk takes no file: nothing is sent that could not be accounted for, every door says 503 in its own words, and it goes on by itself when the disk does.</summary>
public sealed class SpoolOutageTests
{
    [Fact]
    public async Task What_could_not_be_accounted_for_is_not_sent_and_the_service_recovers_unaided()
    {
        await using var wall = ScriptedWall.Start(AttackBench.Good);
        await using var app = await BanyanApp.StartAsync(AttackBench.Yaml(wall), null, ("PROVIDER_KEY", AttackBench.ProviderKey));
        var folder = Path.Combine(app.Folder, "data", "spool");

        // A file in the folder's place: unlike missing rights it stops root too.
        Directory.Delete(folder, recursive: true);
        await File.WriteAllTextAsync(folder, "");
        foreach (var talk in WireTalk.All)
        {
            foreach (var streams in (bool[])[false, true])
            {
                using var refused = await HostCall.AskAsync(app.Http, talk, streams, "Hello");
                await refused.RestAsync();
                refused.Status.ShouldBe(talk.Letter == 'A' ? 529 : 503, refused.Text);
                AttackBench.ShouldBeError(talk.Letter.ToString(CultureInfo.InvariantCulture), refused.Text);
                refused.Head.ShouldContain(line => line.StartsWith("Retry-After:", StringComparison.Ordinal));
            }
        }

        (await GraphAsync(app)).ShouldContain("BNY9001");
        wall.Requests.ShouldBeEmpty();
        await Patience.UntilAsync(async () => await ReadyAsync(app) is (503, var text) && text.Contains("\"spool\":{\"state\":\"down\"", StringComparison.Ordinal));

        File.Delete(folder);
        Directory.CreateDirectory(folder);
        await Patience.UntilAsync(async () => await ReadyAsync(app) is (200, _));
        foreach (var talk in WireTalk.All)
        {
            using var call = await HostCall.AskAsync(app.Http, talk, false, "Hello");
            await call.RestAsync();
            call.Status.ShouldBe(200, call.Text);
        }

        (await GraphAsync(app)).ShouldNotContain("errors");
        var spool = app.Services.GetRequiredService<IUsageSpool>();
        await Patience.UntilAsync(() => Task.FromResult(spool.Pending == 0 && spool.Taken == WireTalk.All.Count + 1));
    }

    private static async Task<(int Status, string Text)> ReadyAsync(BanyanApp app)
    {
        using var answer = await app.Http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<string> GraphAsync(BanyanApp app)
    {
        using var answer = await app.Http.PostAsJsonAsync(
            new Uri("/graphql", UriKind.Relative),
            new { query = "mutation { generateCompletion(input: { messages: [{ role: USER, content: \"Hello\" }], modelPreference: \"pC/up\" }) { id } }" });
        return await answer.Content.ReadAsStringAsync();
    }
}
