using System.Security.Claims;

namespace Banyan.GraphQL.Execution;

/// <summary>Decides whether a caller may read a field or type. Asked before the resolver runs; answers from memory, it must not wait.</summary>
public interface IGraphAuthorizer
{
    /// <summary>Whether the caller has every scope.</summary>
    /// <param name="user">Who asks.</param>
    /// <param name="scopes">What the field and its type ask for; never empty.</param>
    bool Allows(ClaimsPrincipal user, IReadOnlyList<string> scopes);
}
