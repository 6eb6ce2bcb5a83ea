using Banyan.Gateway.Catalog;
using Banyan.Gateway.Spine;
using Banyan.Intents.Settings;
using Banyan.Intents.Spine;
using Banyan.Wire;

namespace Banyan.Host.Doors.Intents;

/// <summary>For whom a request is made: the person its key may name in <c>x-banyan-user</c>, or the key itself.</summary>
/// <remarks>Under <c>--demo</c> whoever has a key may name anybody, so nobody outside this machine may reach the door.</remarks>
internal sealed class SubjectSource(People people, HostSettings settings)
{
    /// <summary>The header that names a person.</summary>
    public const string Header = "x-banyan-user";

    // What the orchestrator calls a key that names nobody; nobody else may be called so.
    private const string KeyPrefix = "key:";

    private static readonly Failure NoName =
        new(FailureKind.CallerFault, "invalid_request", $"A person's name may not begin with '{KeyPrefix}'.") { Param = Header };

    private static readonly Failure MayNot =
        new(FailureKind.NotAllowed, "not_allowed", "The key may not name end users; it needs the scope users:assert.") { Param = Header };

    /// <summary>Whether a typed e-mail is an identity here.</summary>
    public bool IsDemo => people.IsDemo;

    /// <summary>The person, or why there is none.</summary>
    public (Subject? Subject, Failure? Refused) Of(HttpContext http, Caller caller)
    {
        var named = AskHeaders.One(http, Header, out var problem);
        var feature = AskHeaders.One(http, "x-banyan-feature", out var second) ?? caller.Feature;
        if ((problem ?? second) is { } wrong)
        {
            return (null, wrong);
        }

        if (named?.StartsWith(KeyPrefix, StringComparison.OrdinalIgnoreCase) == true)
        {
            return (null, NoName);
        }

        if (feature is not null && !caller.Grants.MayName(feature))
        {
            return (null, new Failure(FailureKind.NotAllowed, "not_allowed", "This key may not ask for this feature.") { Param = "x-banyan-feature" });
        }

        if (named is not null && people.IsDemo && !settings.Listen.IsLoopback && !caller.Grants.May("users:assert"))
        {
            return (null, MayNot);
        }

        return people.Find(caller with { Feature = feature }, named) is { } subject ? (subject, null) : (null, MayNot);
    }
}
