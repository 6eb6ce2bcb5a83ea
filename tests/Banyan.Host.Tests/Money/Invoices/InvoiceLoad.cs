using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Banyan.Host.Tests.Processes;

namespace Banyan.Host.Tests.Money.Invoices;

/// <summary>Callers that ask case after case of a service that is told to end and started again under them.</summary>
internal sealed class InvoiceLoad(InvoiceTrade trade, HostFolder folder, int count, int seed, int restarts) : IAsyncDisposable
{
    private const int Callers = 24;

    // A service that was just started has not learnt yet how late is late: a call that does not begin would be waited for to the timeout.
    private const int WarmUp = 500;
    private readonly ConcurrentDictionary<int, InvoiceCase> _cases = new();
    private readonly Lock _drawing = new();
    private readonly Random _random = new(seed);
    private volatile HostProcess? _host;
    private string? _key;
    private int _drawn;
    private int _done;

    /// <summary>Asks that no answer came to, because the service was just being started again.</summary>
    public int TurnedAway { get; private set; }

    /// <summary>What each budget counted when every ask had its end; its spenders are those of the last process who spent most.</summary>
    public IReadOnlyList<JsonElement> Counted { get; private set; } = [];

    /// <summary>A case that was drawn.</summary>
    public InvoiceCase Of(int number) => _cases[number];

    /// <summary>Every case asked.</summary>
    public IReadOnlyCollection<InvoiceCase> Cases => [.. _cases.Values];

    /// <summary>Asks them all, with the restarts spread evenly, and ends the service in good order.</summary>
    public async Task RunAsync()
    {
        _host = await folder.ServeAsync();
        _key = await _host.KeyAsync();
        var asking = Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(CallAsync)));
        for (var i = 1; i <= restarts; i++)
        {
            while (Volatile.Read(ref _done) < (long)count * i / (restarts + 1) && !asking.IsCompleted)
            {
                await Task.WhenAny(asking, Task.Delay(TimeSpan.FromMilliseconds(20)));
            }

            var old = _host;
            _host = null;
            await old.StopAsync();
            await old.DisposeAsync();
            _host = await folder.ServeAsync();
        }

        await asking;
        Counted = await CountedAsync(_host);
        await _host.StopAsync();
    }

    /// <summary>What each budget counts, asked of the service started once more.</summary>
    public async Task<IReadOnlyList<JsonElement>> CountedAnewAsync()
    {
        await using var host = await folder.ServeAsync();
        var counted = await CountedAsync(host);
        await host.StopAsync();
        return counted;
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is { } host)
        {
            await host.DisposeAsync();
        }
    }

    /// <summary>What each budget counts once none holds anything any more: callers that left are gone, and what they asked for ends.</summary>
    private async Task<IReadOnlyList<JsonElement>> CountedAsync(HostProcess host)
    {
        const string Ask = """{"query":"{ budgets { scope currentUsage reserved spenders(first: 200) { scopeId currentUsage reserved } } }"}""";
        using var patience = new CancellationTokenSource(App.Patience.Long);
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/graphql", UriKind.Relative)) { Content = new StringContent(Ask, Encoding.UTF8, "application/json") };
            request.Headers.Add("Authorization", $"Bearer {_key}");
            using var answer = await host.Http.SendAsync(request, patience.Token);
            List<JsonElement> budgets = [.. JsonElement.Parse(await answer.Content.ReadAsStringAsync(patience.Token)).GetProperty("data").GetProperty("budgets").EnumerateArray()];
            if (budgets.TrueForAll(static one => one.GetProperty("spenders").EnumerateArray().Prepend(one).All(static held => held.GetProperty("reserved").GetString() == "0")))
            {
                return budgets;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), patience.Token);
        }
    }

    private async Task CallAsync()
    {
        while (Next() is { } one)
        {
            // An ask that came too late for the old process is asked of the new one under a number of its own.
            while (!await AskAsync(one))
            {
                one = Again(one);
            }

            Interlocked.Increment(ref _done);
        }
    }

    private InvoiceCase? Next()
    {
        lock (_drawing)
        {
            return _drawn >= count ? null : Keep(InvoiceCase.Draw(++_drawn, _random, mayRace: _drawn % (count / (restarts + 1)) > WarmUp));
        }
    }

    private InvoiceCase Again(InvoiceCase one)
    {
        lock (_drawing)
        {
            TurnedAway++;
            return Keep(one with { Number = count + TurnedAway });
        }
    }

    private InvoiceCase Keep(InvoiceCase one)
    {
        _cases[one.Number] = one;
        return one;
    }

    /// <summary>Asks; false when the service was not there to answer.</summary>
    private async Task<bool> AskAsync(InvoiceCase one)
    {
        HostProcess? host = null;
        await App.Patience.UntilAsync(() => (host = _host) is not null);
        var (path, body) = one.Ask();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Authorization", $"Bearer {_key}");
        request.Headers.Add("x-banyan-user", one.User);
        using var leaving = new CancellationTokenSource(App.Patience.Long);
        try
        {
            var waits = one.Deeds[^1] == Deed.Wait;
            var sending = host!.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, leaving.Token);
            if (waits && !one.Streams)
            {
                await Task.WhenAny(sending, trade.HeardAsync(one.Number));
                await leaving.CancelAsync();
            }

            using var response = await sending;
            if ((int)response.StatusCode == 503 && trade.Of(one.Number).Count == 0)
            {
                return false;
            }

            await using var stream = await response.Content.ReadAsStreamAsync(leaving.Token);
            await ReadAsync(stream, one, waits && response.IsSuccessStatusCode, leaving.Token);
            return true;
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            return true;
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException or ObjectDisposedException)
        {
            // Refused, or ended under way: what was asked of the provider until then has its rows.
            return trade.Of(one.Number).Count > 0;
        }
    }

    /// <summary>Reads to the end, or leaves when the last words before the silence have come.</summary>
    private static async Task ReadAsync(Stream stream, InvoiceCase one, bool leaves, CancellationToken cancellationToken)
    {
        var said = leaves ? Encoding.UTF8.GetBytes(Prose.Text(one.Answer[one.SaidPieces - 1])) : [];
        var wanted = leaves ? one.Answer.Take(one.SaidPieces).Count(piece => piece == one.Answer[one.SaidPieces - 1]) : 0;
        var read = new List<byte>();
        var buffer = new byte[16 * 1024];
        int got;
        while ((got = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (leaves)
            {
                read.AddRange(buffer.AsSpan(0, got));
                if (Count(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(read), said) >= wanted)
                {
                    return;
                }
            }
        }
    }

    private static int Count(ReadOnlySpan<byte> text, ReadOnlySpan<byte> part)
    {
        var found = 0;
        for (int at; (at = text.IndexOf(part)) >= 0; text = text[(at + part.Length)..])
        {
            found++;
        }

        return found;
    }
}
