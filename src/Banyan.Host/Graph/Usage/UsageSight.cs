using Banyan.Gateway.Metering;
using Banyan.GraphQL.Types;
using Banyan.Host.Graph.Door;
using Banyan.Wire;

namespace Banyan.Host.Graph.Usage;

/// <summary>Whose usage a caller sees: everybody's with <c>usage:read</c>, the own service's with <c>usage:own</c>, nothing but totals with <c>usage:totals</c>.</summary>
internal static class UsageSight
{
    /// <summary>Rights that show single rows and groups, of one's own service at least.</summary>
    public const string Own = "usage:own|usage:read";

    /// <summary>Rights that show what a tenant spends altogether.</summary>
    public const string Totals = "usage:totals|usage:read";

    /// <summary>Rights that show a trend, of whatever the caller sees.</summary>
    public const string Any = "usage:totals|usage:own|usage:read";

    /// <summary>Rights that show what the caller's own service and user spent.</summary>
    public const string Mine = "chat|usage:own|usage:read";

    private const string Everybody = "usage:read", OwnService = "usage:own";

    /// <summary>Whether the caller sees every service.</summary>
    public static bool SeesEverybody(this FieldContext context) => context.Caller().Grants.May(Everybody);

    /// <summary>Whether the caller sees more than totals.</summary>
    public static bool SeesGroups(this FieldContext context) => context.SeesEverybody() || context.Caller().Grants.May(OwnService);

    /// <summary>The rows of a query the caller sees, in the caller's tenant.</summary>
    /// <exception cref="RefusedException">It asks for another service's.</exception>
    public static UsageQuery Seen(this FieldContext context, UsageQuery? wanted)
    {
        var caller = context.Caller();
        var query = (wanted ?? new UsageQuery { Tenant = "" }) with { Tenant = caller.Tenant };
        if (context.SeesEverybody())
        {
            return query;
        }

        if (!context.SeesGroups())
        {
            return IsPlain(query) ? query : throw OnlyTotals();
        }

        return query.Services.All(service => service == caller.Service) ? query with { Services = [caller.Service] } : throw NoService();
    }

    /// <summary>The caller sees totals, no more.</summary>
    public static RefusedException OnlyTotals() => new(new Failure(FailureKind.NotAllowed, "not_allowed", "This key sees what everybody spends together, and nothing apart."));

    /// <summary>There is no such service, or it is not the caller's: both read the same.</summary>
    public static RefusedException NoService() => GraphActs.NotFound("There is no such service whose usage this key may read.");

    private static bool IsPlain(UsageQuery query) =>
        query is { Services.Count: 0, Users.Count: 0, Features.Count: 0, Teams.Count: 0, Models.Count: 0, Keys.Count: 0, Outcomes.Count: 0 };
}
