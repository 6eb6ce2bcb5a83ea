using System.Text;
using Banyan.Gateway.Spine;
using Banyan.TestKit;
using Banyan.Wire;
using Banyan.Wire.Framing;
using Banyan.Wire.Hub;
using Banyan.Wire.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Banyan.ExtensionsAI.Tests;

/// <summary>One chat client behind the provider <c>lab</c>, asked as the gateway asks.</summary>
internal sealed class ClientRig(IChatClient client, TimeProvider? time = null, string registeredAs = "Lab")
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    public bool IsStrict { get; init; }

    public Operation Operation { get; init; }

    /// <summary>Sends an ask and takes every frame of the answer.</summary>
    public async Task<ClientHeard> AskAsync(string body, CancellationToken cancellationToken = default)
    {
        await using var services = new ServiceCollection().AddSingleton(_time).AddChatClient(registeredAs, client).BuildServiceProvider();
        var upstream = services.GetServices<IUpstream>().ShouldHaveSingleItem();
        upstream.Kinds.ShouldBe(["chatclient"]);
        var model = TestExchange.SmallModel();
        model = model with { Provider = model.Provider with { Kind = "chatclient" } };
        var exchange = new TestExchange(_time) { Model = model, Operation = Operation }.Build();
        var strict = new Exchange
        {
            Id = exchange.Id,
            Caller = exchange.Caller,
            Door = exchange.Door,
            Operation = exchange.Operation,
            Catalog = exchange.Catalog,
            Deadline = exchange.Deadline,
            StartedAt = exchange.StartedAt,
            StartTimestamp = exchange.StartTimestamp,
            Ask = new WireBody(DialectTable.Get(DialectId.OpenAiChat), Encoding.UTF8.GetBytes(body), Operation),
            IsStrict = IsStrict,
        };
        var attempt = new Attempt(1, new Candidate(model), exchange.StartedAt, exchange.StartTimestamp);
        var fork = strict.Fork(attempt);
        var answer = await upstream.SendAsync(fork, cancellationToken);
        await using (answer)
        {
            var frames = new List<Frame>();
            await foreach (var frame in answer.Frames.WithCancellation(cancellationToken))
            {
                frames.Add(frame.Keep());
            }

            return new ClientHeard(answer, attempt, frames);
        }
    }
}

/// <summary>What came back.</summary>
internal sealed record ClientHeard(Answer Answer, Attempt Attempt, List<Frame> Frames)
{
    public Failure? Failure => Answer.Failure;

    public string Text => string.Join('\n', Frames.Select(frame => Encoding.UTF8.GetString(frame.Data.Span)));

    /// <summary>The answer as its dialect's own reader understands it.</summary>
    public List<HubEvent> Events()
    {
        var events = new List<HubEvent>();
        var reader = DialectTable.Get(DialectId.OpenAiChat).CreateReader(new AnswerFacts());
        foreach (var frame in Frames)
        {
            reader.Read(frame, events);
        }

        reader.End(events);
        return events;
    }

    public string Said() => string.Concat(Events().OfType<HubTextDelta>().Select(delta => delta.Text.ToString()));
}
