using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Conversations;

/// <summary>Whose conversations are meant. Anybody else's are not found.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Service">The calling application.</param>
/// <param name="User">The end user the service names; null for the service itself, which sees all of its own.</param>
public sealed record ConversationHolder(string Tenant, string Service, string? User)
{
    /// <summary>The holder a caller is.</summary>
    public static ConversationHolder Of(Caller caller) => new(caller.Tenant, caller.Service, caller.User);
}
