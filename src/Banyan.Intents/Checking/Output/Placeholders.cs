using System.Security.Cryptography;
using System.Text;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Checking.Output;

/// <summary>Makes the table of a run's placeholders.</summary>
internal sealed class Placeholders(IIntentSettings settings) : IPlaceholders
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    /// <inheritdoc/>
    public IPlaceholderTable Of(RunScope scope)
    {
        var table = new PlaceholderTable(Nonce(scope), scope.Catalogue);
        foreach (var step in scope.Plan.Steps)
        {
            // Elements of a step over a list in the order of the list.
            foreach (var (_, outcome) in scope.Ended.Where(pair => pair.Key == step.Id || pair.Key.StartsWith(step.Id + "#", StringComparison.Ordinal)).OrderBy(pair => pair.Key.Length).ThenBy(pair => pair.Key, StringComparer.Ordinal))
            {
                table.Learn(outcome);
            }
        }

        return table;
    }

    // A run's id is not known outside before the run has ended, so that nobody can type a placeholder of it.
    private string Nonce(RunScope scope)
    {
        var key = SHA256.HashData(Encoding.UTF8.GetBytes($"placeholders\n{settings.Current.Seed}\n{scope.Subject.Tenant}"));
        var hash = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(scope.RunId));
        return new string([.. hash.Take(4).Select(one => Alphabet[one & 31])]);
    }
}
