using System.Diagnostics;
using System.Net;
using Banyan.Host.Tests.App;

namespace Banyan.Host.Tests.Telemetry;

public sealed class MetricsDoorTests
{
    [Fact]
    public async Task A_run_is_told_under_the_published_names()
    {
        await using var bench = await MetricsBench.StartAsync();
        await bench.AskAsync("lab/good");
        await bench.AskAsync("moves", streams: true);
        await bench.AskAsync("lab/cut", streams: true);
        var text = await bench.ScrapeAsync();
        text.ShouldContain("""llm_requests_total{service="admin",model="lab/good",status="ok"} 2""");
        text.ShouldContain("""llm_requests_total{service="admin",model="lab/cut",status="upstream_cut"} 1""");
        text.ShouldContain("""llm_tokens_total{service="admin",model="lab/good",token_type="uncached"} 22""");
        text.ShouldContain("""llm_cost_total{service="admin",model="lab/good"} 6.4""");
        text.ShouldContain("""llm_fallbacks_total{from="lab/broken",to="lab/good"} 1""");
        text.ShouldContain("""llm_provider_errors_total{provider="lab",error_type="overloaded"}""");
        text.ShouldContain("""llm_circuit_breaker_state{provider="lab"} 0""");
        text.ShouldContain("""llm_request_duration_ms{service="admin",model="lab/good",quantile="0.95"}""");
        text.ShouldContain("""gen_ai_client_token_usage_count{gen_ai_operation_name="chat",gen_ai_provider_name="lab",gen_ai_request_model="lab/good",gen_ai_response_model="lab/good",gen_ai_token_type="input"} 1""");
        text.ShouldContain("""banyan_exchanges_active{door="openai-chat"} 0""");
        text.ShouldContain("llm_active_streams 0");
        text.ShouldContain("banyan_config_generation 1");
        ExpositionGrammar.Check(text).ShouldBeEmpty();
    }

    [Fact]
    public async Task Base_names_please_the_linter()
    {
        await using var bench = await MetricsBench.StartAsync();
        await bench.AskAsync("moves");
        var text = await bench.ScrapeAsync("?names=base");
        text.ShouldNotContain("_ms");
        ExpositionGrammar.Check(text).ShouldBeEmpty();
        (await PromtoolAsync(text)).ShouldBeEmpty();
    }

    [Fact]
    public async Task OpenMetrics_is_given_to_who_accepts_it()
    {
        await using var bench = await MetricsBench.StartAsync();
        await bench.AskAsync("lab/good");
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/metrics", UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Accept", "application/openmetrics-text;version=1.0.0,text/plain;q=0.5");
        using var response = await bench.App.Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/openmetrics-text");
        text.ShouldEndWith("# EOF\n");
        text.ShouldContain("# TYPE llm_requests counter\n");
        text.ShouldContain("llm_requests_total{");
        text.ShouldContain("le=\"1.0\"");
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("Forwarded", "for=203.0.113.9")]
    public async Task A_forwarded_caller_needs_a_key_even_from_this_machine(string name, string value)
    {
        await using var bench = await MetricsBench.StartAsync();
#pragma warning disable RS0030 // A client without a key, of the test's own.
        using var stranger = new HttpClient { BaseAddress = bench.App.Address, Timeout = Patience.Long };
#pragma warning restore RS0030
        (await stranger.GetAsync(new Uri("/metrics", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        stranger.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        (await stranger.GetAsync(new Uri("/metrics", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        stranger.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {bench.App.Key}");
        (await stranger.GetAsync(new Uri("/metrics", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>What the linter itself finds where it is installed; the grammar above is checked everywhere.</summary>
    private static async Task<string> PromtoolAsync(string text)
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "promtool")).FirstOrDefault(File.Exists);
        if (found is null)
        {
            return "";
        }

        using var process = Process.Start(new ProcessStartInfo(found, "check metrics") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        await process.StandardInput.WriteAsync(text);
        process.StandardInput.Close();
        var said = await process.StandardOutput.ReadToEndAsync() + await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return said.Trim();
    }
}
