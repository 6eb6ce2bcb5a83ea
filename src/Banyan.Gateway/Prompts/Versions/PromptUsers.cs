using Banyan.Gateway.Prompts.Shelf;

namespace Banyan.Gateway.Prompts.Versions;

/// <summary>Who includes a prompt.</summary>
internal static class PromptUsers
{
    /// <summary>Prompts whose served versions include one, directly or through another; by name.</summary>
    public static IReadOnlyList<Prompt> Of(TenantShelf shelf, Guid promptId)
    {
        var includes = shelf.Served
            .SelectMany(version => version.Compiled.Partials.Select(reference => (User: version.Version.PromptId, Used: PromptLocator.Prompt(shelf, reference)?.Id)))
            .Where(edge => edge.Used is not null)
            .ToLookup(edge => edge.Used!.Value, edge => edge.User);
        var users = new HashSet<Guid>();
        var open = new Queue<Guid>([promptId]);
        while (open.TryDequeue(out var used))
        {
            foreach (var user in includes[used].Where(users.Add))
            {
                open.Enqueue(user);
            }
        }

        users.Remove(promptId);
        return [.. users.Select(shelf.Find).OfType<Prompt>().OrderBy(prompt => prompt.Name, StringComparer.Ordinal)];
    }
}
