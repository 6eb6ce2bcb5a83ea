using System.Security.Claims;

namespace Banyan.GraphQL.Execution;

/// <summary>Who asks, and the services that answer.</summary>
/// <param name="User">The identity resolvers and the authorizer see. A principal without an authenticated identity is an anonymous caller.</param>
/// <param name="Services">What <c>Get</c> of a resolver's context looks in; of the request, or of a whole socket.</param>
public sealed record GraphContext(ClaimsPrincipal User, IServiceProvider Services)
{
    /// <summary>The id under which the request is found in logs; errors that are bugs show it. Null takes the current activity's.</summary>
    public string? TraceId { get; init; }
}
