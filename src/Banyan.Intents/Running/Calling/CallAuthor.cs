using System.Net.Http.Headers;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Running.Calling;

/// <summary>Shows Banyan, and the person it acts for, to a backend.</summary>
internal sealed class CallAuthor(IBackendSecrets secrets, IUserTokens? tokens = null)
{
    /// <summary>The header a person's token stands in: beside the secret of Banyan's own, which says who calls.</summary>
    public const string TokenHeader = "x-banyan-user-token";

    /// <summary>Adds what a backend wants to see.</summary>
    /// <returns>Why that can't be done; null when it could.</returns>
    public CallFault? Sign(HttpRequestMessage request, Backend backend, Subject? subject)
    {
        if (backend.Auth.KeyRef is { } reference && backend.Auth.Kind != "none")
        {
            if (secrets.Reveal(reference) is not { Length: > 0 } secret)
            {
                return new CallFault(ProblemWords.BackendUnreachable, $"The secret {reference} of backend {backend.Name} is not set.");
            }

            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        }

        if (backend.Auth.Kind == "exchange" && subject is not null)
        {
            request.Headers.TryAddWithoutValidation("x-banyan-subject", Uri.EscapeDataString(subject.Id));
            if (subject.Email is { } email)
            {
                request.Headers.TryAddWithoutValidation("x-banyan-email", Uri.EscapeDataString(email).Replace("%40", "@", StringComparison.Ordinal));
            }

            // Made for the origin the call goes to: whoever gets it can use it nowhere else.
            if (tokens is not null)
            {
                request.Headers.TryAddWithoutValidation(TokenHeader, tokens.Issue(backend.BaseUrl, subject));
            }
        }

        return null;
    }
}
