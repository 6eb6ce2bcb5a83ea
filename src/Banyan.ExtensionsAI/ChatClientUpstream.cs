using System.Collections.Frozen;
using Banyan.ExtensionsAI.Answering;
using Banyan.ExtensionsAI.Asking;
using Banyan.Gateway.Spine;
using Banyan.Gateway.Upstreams;
using Banyan.Wire;
using Banyan.Wire.Hub;
using Microsoft.Extensions.AI;

namespace Banyan.ExtensionsAI;

/// <summary>Any <see cref="IChatClient"/> registered in code as an upstream, kind <c>chatclient</c>: always translated, whole or streamed as it was asked.</summary>
/// <remarks>1 read the ask into the hub; 2 tell it as messages and options; 3 call the client within the attempt's time; 4 write what it says as frames of the ask's dialect.</remarks>
internal sealed class ChatClientUpstream(IEnumerable<NamedChatClient> clients, TimeProvider time) : IUpstream
{
    private readonly FrozenDictionary<string, NamedChatClient> _clients = clients
        .GroupBy(client => client.ProviderName, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(named => named.Key, named => named.Last(), StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<string> Kinds { get; } = ["chatclient"];

    public async ValueTask<Answer> SendAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var attempt = exchange.Attempt!;
        attempt.Treatment = Treatment.Translate;
        var (ask, refusal) = Ask(exchange);
        if (refusal is not null)
        {
            attempt.WasSent = false;
            return Answer.Refused(refusal);
        }

        // Whatever the client does before it first awaits must not hold up the thread that other connections' bytes come in on.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var call = new ClientCall(exchange, new AttemptClock(exchange, time, cancellationToken), time, cancellationToken);
        attempt.WasSent = true;
        return exchange.Ask.Lens.Streams ? await StreamAsync(call, ask!) : await WholeAsync(call, ask!);
    }

    private (ClientAsk? Ask, Failure? Refusal) Ask(Exchange exchange)
    {
        var provider = exchange.Candidate!.Provider;
        if (!_clients.TryGetValue(provider.Name, out var named))
        {
            return (null, new Failure(FailureKind.Unreachable, "provider_error", $"No chat client is registered in this process for the provider '{provider.Name}'."));
        }

        if (exchange.Operation != Operation.Chat)
        {
            return (null, new Failure(FailureKind.CallerFault, "invalid_request", "A chat client only answers chats; name a model of another provider."));
        }

        var report = new MappingReport();
        var ask = AskMapping.Map(named.Client.Value, exchange, report);
        exchange.Attempt!.Dropped = [.. exchange.Attempt.Dropped, .. report.Dropped];
        return (ask, report.Refusal ?? AskMapping.StrictRefusal(exchange, report));
    }

    private static async ValueTask<Answer> WholeAsync(ClientCall call, ClientAsk ask)
    {
        using (call)
        {
            var (response, failure) = await call.GuardAsync<ChatResponse>(token => new(ask.Client.GetResponseAsync(ask.Messages, ask.Options, token)));
            if (failure is not null)
            {
                return Answer.Refused(failure);
            }

            var events = new AnswerEvents();
            foreach (var update in response!.ToChatResponseUpdates())
            {
                events.Add(update);
            }

            return (events.Failure ?? events.End()) is { } broken ? Answer.Refused(broken) : call.Whole(events);
        }
    }

    private static async ValueTask<Answer> StreamAsync(ClientCall call, ClientAsk ask)
    {
        var updates = ask.Client.GetStreamingResponseAsync(ask.Messages, ask.Options, call.Token).GetAsyncEnumerator(call.Token);
        var frames = new ClientFrames(call, updates);
        var failure = await frames.BeginAsync();
        if (failure is null)
        {
            return Answer.From(call.Head(isStream: true), frames.ReadAsync());
        }

        await frames.DisposeAsync();
        return Answer.Refused(failure);
    }
}
