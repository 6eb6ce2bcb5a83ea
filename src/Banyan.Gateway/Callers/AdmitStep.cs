using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Callers;

/// <summary>Refuses what the key may not do, before anything is read further, stored or spent.</summary>
internal sealed class AdmitStep(IEnumerable<IAdmission> admissions) : IStep
{
    private readonly IAdmission[] _admissions = [.. admissions];

    /// <inheritdoc />
    public ValueTask<Answer> RunAsync(Exchange exchange, Next next, CancellationToken cancellationToken)
    {
        if (Refusal(exchange) is { } failure)
        {
            return new ValueTask<Answer>(Answer.Refused(failure));
        }

        return _admissions.Length == 0 ? next(exchange, cancellationToken) : AdmitAsync(exchange, next, cancellationToken);
    }

    private async ValueTask<Answer> AdmitAsync(Exchange exchange, Next next, CancellationToken cancellationToken)
    {
        foreach (var admission in _admissions)
        {
            if (await admission.AdmitAsync(exchange, cancellationToken) is { } failure)
            {
                return Answer.Refused(failure);
            }
        }

        return await next(exchange, cancellationToken);
    }

    private static Failure? Refusal(Exchange exchange)
    {
        var scope = ScopeOf(exchange.Operation);
        if (!exchange.Caller.Grants.May(scope))
        {
            return NotAllowed($"This key lacks the scope '{scope}'.", null);
        }

        if (exchange.Caller.Feature is { } feature && !exchange.Caller.Grants.MayName(feature))
        {
            return NotAllowed("This key may not ask for this feature.", "x-banyan-feature");
        }

        if (AskBounds.Check(exchange) is { } tooMuch)
        {
            return tooMuch;
        }

        var asked = exchange.Ask.Lens.Model;
        if (!MayUse(exchange, asked.Length > 0 ? asked : exchange.Catalog.DefaultModel ?? ""))
        {
            return NotAllowed("This key may not use this model.", "model");
        }

        // A fallback the caller names is a model it asks for.
        return exchange.Fallbacks?.All(fallback => MayUse(exchange, fallback)) ?? true ? null : NotAllowed("This key may not use a fallback it names.", "fallbacks");
    }

    private static string ScopeOf(Operation operation) => operation switch
    {
        Operation.Chat or Operation.CountTokens => "chat",
        Operation.Embed => "embed",
    };

    /// <summary>By the name asked for; a bare name also by the full names of everything it may lead to.</summary>
    private static bool MayUse(Exchange exchange, string name)
    {
        var grants = exchange.Caller.Grants;
        return grants.MayUse(name)
            || (!exchange.Catalog.Aliases.ContainsKey(name)
                && exchange.Catalog.ModelsByName.TryGetValue(name, out var models)
                && models.Count > 0
                && models.All(model => grants.MayUse(model.Id)));
    }

    private static Failure NotAllowed(string message, string? param) => new(FailureKind.NotAllowed, "not_allowed", message) { Param = param };
}
