using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Banyan.Cli.Tests.App;

namespace Banyan.Cli.Tests.Commands;

/// <summary>An operator rotates the key of an application that never stops asking, as docs/guides/keys.md says.</summary>
public sealed class KeyRotationJourneyTests
{
    private const string Ask = """{"model":"mock/chat","messages":[{"role":"user","content":"hello"}]}""";

    private static CancellationToken End => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_is_rotated_under_traffic_and_no_request_fails()
    {
        await using var host = await RealHost.StartAsync(End);
        using var operating = new User(host.Address).With("BANYAN_KEY", RealHost.Key);
        var first = (await operating.RunAsync("keys", "create", "--service", "shop")).Out.Trim();
        var id = first.Split('_')[2];
        using var traffic = new Traffic(host.Address, first);
        await traffic.MoreAsync(20);

        var rotated = await operating.RunAsync("keys", "rotate", id);
        rotated.Error.ShouldContain("works until");
        var second = rotated.Out.Trim();
        second.ShouldNotBe(first);
        await traffic.MoreAsync(20);
        traffic.Key = second;
        await traffic.MoreAsync(20);
        (await traffic.StatusAsync(first)).ShouldBe(HttpStatusCode.OK, "the old secret is in its grace");
        (await operating.RunAsync("keys", "list", "--ending", "366", "--json")).Out.ShouldContain("oldSecretUntil");

        (await operating.RunAsync("keys", "rotate", id)).Exit.ShouldBe(5, "a key has two secrets at most");
        var third = (await operating.RunAsync("keys", "rotate", id, "--grace", "0", "--yes")).Out.Trim();
        (await traffic.StatusAsync(first)).ShouldBe(HttpStatusCode.Unauthorized);
        (await traffic.StatusAsync(third)).ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>Four callers that ask without a pause.</summary>
    private sealed class Traffic : IDisposable
    {
        private readonly HttpClient _http;
        private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(End);
        private volatile string _key;

        public Traffic(Uri address, string key)
        {
            _key = key;
#pragma warning disable RS0030 // A client of the tests' own: nothing of the product is behind it.
            _http = new HttpClient { BaseAddress = address };
#pragma warning restore RS0030
            for (var i = 0; i < 4; i++)
            {
                _ = Task.Run(AskOnAsync, CancellationToken.None);
            }
        }

        public string Key
        {
            set => _key = value;
        }

        private ConcurrentQueue<HttpStatusCode> Statuses { get; } = new();

        /// <summary>Waits until so many more were answered, each with what it asked for.</summary>
        public async Task MoreAsync(int count)
        {
            for (var enough = Statuses.Count + count; Statuses.Count < enough;)
            {
                await Task.Yield();
                End.ThrowIfCancellationRequested();
            }

            Statuses.ShouldAllBe(status => status == HttpStatusCode.OK);
        }

        public async Task<HttpStatusCode> StatusAsync(string key)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/chat/completions", UriKind.Relative)) { Content = new StringContent(Ask, Encoding.UTF8, "application/json") };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
            using var answer = await _http.SendAsync(request, _stop.Token);
            await answer.Content.ReadAsByteArrayAsync(_stop.Token);
            return answer.StatusCode;
        }

        public void Dispose()
        {
            _stop.Cancel();
            _http.Dispose();
            _stop.Dispose();
        }

        private async Task AskOnAsync()
        {
            try
            {
                while (!_stop.IsCancellationRequested)
                {
                    Statuses.Enqueue(await StatusAsync(_key));
                }
            }
            catch (Exception over) when (over is OperationCanceledException or ObjectDisposedException or HttpRequestException && _stop.IsCancellationRequested)
            {
                // The test is over.
            }
        }
    }
}
