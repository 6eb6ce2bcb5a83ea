using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Budgets;

/// <summary>Says what is wrong with a budget somebody wants to set.</summary>
internal static class BudgetWords
{
    private const long MostNanoUsd = 4_000_000_000_000_000_000;
    private const int MostThresholds = 10;
    private const int MostReason = 500;

    /// <summary>Why a budget can't be one; null when it can.</summary>
    public static Failure? Wrong(BudgetRule rule) => true switch
    {
        _ when rule.LimitNanoUsd is < 0 or > MostNanoUsd => Bad("limitAmount", "The limit is at least 0 and at most 4,000,000,000 USD."),
        _ when rule.ScopeId.Length is 0 or > 200 => Bad("scopeId", "scopeId is 1 to 200 characters: whose budget it is, or * for each."),
        _ when !Caller.MayBeNamed(rule.ScopeId) => Bad("scopeId", "scopeId holds no control characters."),
        _ when rule.Scope == BudgetScope.Global && rule.ScopeId != BudgetRule.Each => Bad("scopeId", "A global budget has the scopeId *."),
        _ when rule.AlertThresholds.Count > MostThresholds || rule.AlertThresholds.Any(share => share is not (> 0 and <= 1)) => Bad("alertThresholds", "Thresholds are at most ten shares above 0 and up to 1, as 0.8."),
        _ when !TimeZoneInfo.TryFindSystemTimeZoneById(rule.TimeZone, out var _) => Bad("timeZone", $"There is no time zone '{rule.TimeZone}'; use an IANA name, as Europe/Paris or UTC."),
        _ when (rule.OnExceeded == OnExceeded.Degrade) != (rule.DegradeTo is { Length: > 0 }) => Bad("degradeTo", "degradeTo names the model or alias to go on with: with DEGRADE, and only with it."),
        _ => null,
    };

    /// <summary>Why an override can't be one; null when it can.</summary>
    public static Failure? WrongOverride(long limitNanoUsd, DateTimeOffset now, DateTimeOffset until, string reason) => true switch
    {
        _ when limitNanoUsd is < 0 or > MostNanoUsd => Bad("limitAmount", "The limit is at least 0 and at most 4,000,000,000 USD."),
        _ when until <= now || until > now.AddDays(366) => Bad("until", "until lies ahead, by at most a year."),
        _ when reason.Trim().Length is 0 or > MostReason => Bad("reason", "Say why, in 1 to 500 characters."),
        _ => null,
    };

    /// <summary>A refusal that names the field.</summary>
    public static Failure Bad(string param, string message) => new(FailureKind.CallerFault, "invalid_request", message) { Param = param };
}
