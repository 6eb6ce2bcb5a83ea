using System.Text.Json;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Prompts.Examples;

/// <summary>Examples as their makers use them: checked, added, listed, removed.</summary>
public sealed class ExampleBook(IExampleStore store, TimeProvider time)
{
    /// <summary>Most examples of a set.</summary>
    public const int MostInSet = 100;

    private const int MostName = 64, MostJson = 64 * 1024;

    /// <summary>Adds one.</summary>
    /// <returns>The example; or why it can't be kept.</returns>
    public async Task<PromptResult<PromptExample>> AddAsync(PromptAuthor author, Guid promptId, string set, JsonElement variables, JsonElement expect, CancellationToken cancellationToken)
    {
        if (set.Length is 0 or > MostName || !set.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
        {
            return PromptFailures.Invalid($"A set is named by 1 to {MostName} letters, digits, dots, hyphens and underscores.", "input.set");
        }

        if (variables.ValueKind != JsonValueKind.Object || variables.GetRawText().Length + expect.GetRawText().Length > MostJson)
        {
            return PromptFailures.Invalid($"variables is an object, and an example has at most {MostJson / 1024} KB.", "input.variables");
        }

        if (Expectation.Read(expect).Problem is { } problem)
        {
            return PromptFailures.Invalid(problem, "input.expect");
        }

        var now = time.GetUtcNow();
        var example = new PromptExample
        {
            Id = Guid.CreateVersion7(now),
            Tenant = author.Tenant,
            PromptId = promptId,
            Set = set,
            Variables = variables,
            Expect = expect,
            CreatedBy = author.Name,
            CreatedAt = now,
        };
        try
        {
            return await store.AddAsync(example, MostInSet, cancellationToken) ? example : PromptFailures.Conflict($"The set '{set}' has {MostInSet} examples already.");
        }
        catch (StoreAwayException)
        {
            return PromptFailures.Away;
        }
    }

    /// <summary>Removes one.</summary>
    /// <returns>False when the tenant has none such.</returns>
    /// <exception cref="StoreAwayException">The store can't be reached.</exception>
    public Task<bool> RemoveAsync(string tenant, Guid id, CancellationToken cancellationToken) => store.RemoveAsync(tenant, id, cancellationToken);

    /// <summary>Examples of a prompt, by set, oldest first; null asks for every set.</summary>
    /// <exception cref="StoreAwayException">The store can't be reached.</exception>
    public Task<IReadOnlyList<PromptExample>> ListAsync(string tenant, Guid promptId, string? set, CancellationToken cancellationToken) => store.ListAsync(tenant, promptId, set, cancellationToken);
}
