using Banyan.Gateway.Spine;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Settings;

/// <summary>Says for whom a call acts. A name is an identity only where the key may assert people, or under <c>--demo</c>.</summary>
public sealed class People
{
    private readonly IIntentSettings _settings;

    internal People(IIntentSettings settings) => _settings = settings;

    /// <summary>Whether a typed e-mail is an identity here.</summary>
    public bool IsDemo => _settings.Current.IsDemo;

    /// <summary>The person behind a call.</summary>
    /// <param name="caller">Who calls, with their key.</param>
    /// <param name="named">The person the call names (e-mail or id); null when it names none.</param>
    /// <returns>Null when the key may not name people.</returns>
    public Subject? Find(Caller caller, string? named)
    {
        var settings = _settings.Current;
        if (caller.User is { } own && (named is null || named == own || string.Equals(named, caller.Email, StringComparison.OrdinalIgnoreCase)))
        {
            return Vouched(caller, own, settings);
        }

        if (named is null)
        {
            return new Subject
            {
                Tenant = caller.Tenant,
                Id = "key:" + caller.KeyId,
                Scopes = settings.UserScopes,
                MayDelegateConfirmation = MayDelegate(caller),
                Caller = caller,
            };
        }

        if (!settings.IsDemo && !caller.Grants.May("users:assert"))
        {
            return null;
        }

        var email = named.Contains('@', StringComparison.Ordinal) ? named.ToLowerInvariant() : null;
        var known = settings.Users.FirstOrDefault(user => user.Email == email || user.Id == named);
        return new Subject
        {
            Tenant = caller.Tenant,
            Id = known?.Id ?? email ?? named,
            Email = known?.Email ?? email,
            Name = known?.Name,
            Scopes = known?.Scopes ?? settings.UserScopes,
            TimeZone = known?.TimeZone ?? "UTC",
            MayDelegateConfirmation = MayDelegate(caller),
            Caller = caller with { User = known?.Id ?? named },
        };
    }

    /// <summary>The person an identity provider vouches for: who they are is not said by the call.</summary>
    private static Subject Vouched(Caller caller, string own, IntentSettings settings)
    {
        var known = settings.Users.FirstOrDefault(user => user.Id == own || (caller.Email is not null && user.Email == caller.Email));
        return new Subject
        {
            Tenant = caller.Tenant,
            Id = known?.Id ?? own,
            Email = known?.Email ?? caller.Email,
            Name = known?.Name,
            Scopes = known?.Scopes ?? settings.UserScopes,
            TimeZone = known?.TimeZone ?? "UTC",
            MayDelegateConfirmation = MayDelegate(caller),
            Caller = caller,
        };
    }

    /// <summary>Only a key that was given this right by name: one that may do everything is an operator's.</summary>
    private static bool MayDelegate(Caller caller) => caller.Grants.May("confirm:delegated") && !caller.Grants.Operations.Contains("*", StringComparer.Ordinal);
}
