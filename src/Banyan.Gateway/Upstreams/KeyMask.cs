using System.Text;
using Banyan.Gateway.Spine;
using Banyan.Wire;

namespace Banyan.Gateway.Upstreams;

/// <summary>Takes the provider's key out of what the provider told about an error: some echo it, and no caller may see it.</summary>
internal static class KeyMask
{
    private const string Mask = "***";

    /// <summary>Puts <c>***</c> for the key an attempt used, in the message and in the body that may be relayed.</summary>
    public static Failure Apply(Failure failure, Attempt attempt) => Apply(failure, attempt.Candidate.Key?.Secret.Reveal());

    /// <summary>The same for a key that is at hand; null for none.</summary>
    public static Failure Apply(Failure failure, string? key)
    {
        if (key is not { Length: > 0 })
        {
            return failure;
        }

        var masked = failure.Message.Contains(key, StringComparison.Ordinal) ? failure with { Message = failure.Message.Replace(key, Mask, StringComparison.Ordinal) } : failure;
        return masked.ProviderBody.Span.IndexOf(Encoding.UTF8.GetBytes(key)) < 0
            ? masked
            : masked with { ProviderBody = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(masked.ProviderBody.Span).Replace(key, Mask, StringComparison.Ordinal)) };
    }
}
