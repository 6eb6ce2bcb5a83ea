using Banyan.Gateway.Spine;
using Banyan.Gateway.Tests.Spine;
using Banyan.Gateway.Upstreams;
using Banyan.Gateway.Upstreams.Fetching;
using Banyan.TestKit;
using Banyan.Wire;
using Banyan.Wire.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.Gateway.Tests.Upstreams;

/// <summary>The end of the row as it is registered: speaking and calling, for one provider somewhere.</summary>
internal sealed class UpstreamRig : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly ModelEntry _model;
    private readonly ProviderKey? _key;

    public UpstreamRig(string kind, DialectId dialect, Uri address, string? key = null, EgressOptions? egress = null)
    {
        _services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<ISignatureSeals, NoSeals>()
            .AddSingleton(egress ?? new EgressOptions())
            .AddUpstreams()
            .BuildServiceProvider();
        _key = key is null ? null : new ProviderKey("main", new Secret(key), 1, []);
        _model = TestExchange.SmallModel(context: 128_000) with
        {
            MaxOutput = 512,
            Can = AskNeeds.Streaming | AskNeeds.Vision,
            Provider = TestExchange.SmallModel().Provider with { Kind = kind, Dialects = [dialect], BaseUrl = address },
        };
    }

    public EgressPool Pool => _services.GetRequiredService<EgressPool>();

    public Provider Provider => _model.Provider;

    /// <summary>Sends an ask of OpenAI's chat dialect.</summary>
    public Task<(Failure? Failure, Attempt Attempt, string Heard)> AskAsync(string body, CancellationToken cancellationToken = default) => AskAsync(Exchange(body), cancellationToken);

    /// <summary>An exchange of OpenAI's chat dialect, to be tried more than once.</summary>
    public Exchange Exchange(string body)
    {
        var exchange = new TestExchange(TimeProvider.System) { Model = _model }.Build();
        exchange.Ask = new WireBody(DialectTable.Get(DialectId.OpenAiChat), System.Text.Encoding.UTF8.GetBytes(body), Operation.Chat);
        return exchange;
    }

    /// <summary>Tries an exchange.</summary>
    public async Task<(Failure? Failure, Attempt Attempt, string Heard)> AskAsync(Exchange exchange, CancellationToken cancellationToken = default)
    {
        var attempt = new Attempt(1, new Candidate(_model, _key), exchange.StartedAt, exchange.StartTimestamp);
        var answer = await _services.GetRequiredService<SpeakStep>().RunAsync(exchange.Fork(attempt), _services.GetRequiredService<UpstreamCall>().RunAsync, cancellationToken);
        await using (answer)
        {
            var caller = new ListeningSink();
            if (answer.Failure is null)
            {
                await Pump.RunAsync(answer, caller, cancellationToken);
            }

            return (answer.Failure, attempt, string.Concat(caller.Heard));
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private sealed class NoSeals : ISignatureSeals
    {
        public ValueTask<IAttemptSeal?> ForAsync(string tenant, CancellationToken cancellationToken) => default;
    }
}
