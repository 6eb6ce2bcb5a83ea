using Banyan.Gateway.Spine;
using Banyan.Gateway.Tools.Registry;
using Banyan.Wire;
using Banyan.Wire.Json;
using Banyan.Wire.Translation;

namespace Banyan.Gateway.Tools.Looping;

/// <summary>Checks which tools may be offered, offers them, and answers with the loop's own frames.</summary>
internal sealed class ToolLoop(IGateway gateway, IToolRegistry registry, MixedTurnKeeper turns, LoopParts parts) : IToolLoop
{
    private const int MostTools = 64;

    /// <inheritdoc />
    public async ValueTask<Answer> AskAsync(Exchange exchange, IReadOnlyList<string> tools, CancellationToken cancellationToken)
    {
        if (tools.Count == 0)
        {
            return await gateway.AskAsync(exchange, cancellationToken);
        }

        var (offers, refused) = await OffersAsync(exchange, tools, cancellationToken);
        if ((refused ?? AskProblem(exchange, tools)) is { } failure)
        {
            return Answer.Refused(failure);
        }

        var asked = exchange.Ask = BanyanMember.Remove(exchange.Ask);
        exchange.Ask = ToolTurns.Offer(await turns.PutBackAsync(exchange, cancellationToken), offers);
        var first = await gateway.AskAsync(exchange, cancellationToken);
        if (first.Failure is not null)
        {
            return first;
        }

        var run = new LoopRun(parts, turns, exchange, asked, [.. offers.Select(offer => offer.Name)]);
        return Answer.From(new AnswerHead(asked.Dialect, asked.Lens.Streams, first.Head!.Headers), run.ReadAsync(first, cancellationToken));
    }

    private async ValueTask<(IReadOnlyList<ToolOffer> Offers, Failure? Refused)> OffersAsync(Exchange exchange, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        if (names.Count > MostTools)
        {
            return ([], Invalid($"At most {MostTools} tools can be named."));
        }

        var offers = new List<ToolOffer>();
        foreach (var name in names.Distinct(StringComparer.Ordinal))
        {
            if (!exchange.Caller.Grants.MayCall(name))
            {
                return ([], new Failure(FailureKind.NotAllowed, "not_allowed", "This key may not have a tool run that it names.") { Param = "tools" });
            }

            if (await registry.FindAsync(exchange.Caller.Tenant, name, cancellationToken) is not { IsEnabled: true } tool || tool.Name != name)
            {
                return ([], Invalid($"There is no tool '{(ToolCheck.IsName(name) ? name : "of this name")}'; see which ones your key was granted."));
            }

            offers.Add(new ToolOffer(tool.Name, tool.Description, tool.InputSchema));
        }

        return (offers, null);
    }

    private static Failure? AskProblem(Exchange exchange, IReadOnlyList<string> tools)
    {
        var lens = exchange.Ask.Lens;
        if (exchange.Operation != Operation.Chat)
        {
            return Invalid("Tools go with conversations alone.");
        }

        if (lens.Choices > 1)
        {
            return Invalid("With tools of Banyan one answer is given; ask for one choice.");
        }

        return lens.ToolNames.Intersect(tools, StringComparer.Ordinal).FirstOrDefault() is { } both
            ? Invalid($"The tool '{both}' is named as Banyan's and declared as your own; keep one of them.")
            : null;
    }

    private static Failure Invalid(string message) => new(FailureKind.CallerFault, "invalid_request", message) { Param = "tools" };
}
