using Banyan.Gateway.Spine;
using Banyan.GraphQL.Types;

namespace Banyan.Host.Graph.Door;

/// <summary>What resolvers ask for most.</summary>
internal static class CallerExtensions
{
    /// <summary>Who asks: tenant, service, key and grants. Everything a resolver reads or writes is this tenant's.</summary>
    public static Caller Caller(this FieldContext context) => ((CallerPrincipal)context.User).Caller;
}
