using Banyan.Intents.Discovery.Composing;
using Banyan.Intents.Discovery.Definitions;
using Banyan.Intents.Discovery.Documents;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Discovery.Keeping;

/// <summary>Decides what of a backend's answer serves: additions are adopted, any other change waits for approval while the accepted definition goes on.</summary>
internal static class Adoption
{
    /// <summary>Decides.</summary>
    /// <param name="source">The backend.</param>
    /// <param name="answer">What it said last; what it accepted of old is in it.</param>
    /// <param name="settings">Approvals, and whether everything may be imported.</param>
    public static Adopted Decide(BackendSource source, BackendAnswer answer, IntentSettings settings)
    {
        var (served, notes, accepted) = (new List<ServedDefinition>(), new List<string>(), new Dictionary<string, OperationShape>(StringComparer.Ordinal));
        foreach (var shape in answer.Operations)
        {
            var isIntent = DefinitionReader.IsOptedIn(source, shape, settings.IsDemo);
            if (DefinitionReader.Read(source, shape, out var errors) is not { } fresh)
            {
                notes.AddRange(isIntent ? errors : []);
            }
            else if (!isIntent)
            {
                served.Add(new ServedDefinition(fresh, false, null, [], false));
            }
            else if (!accepted.ContainsKey(fresh.Intent.Key))
            {
                var one = Served(source, fresh, answer, settings);
                served.Add(one);
                accepted[fresh.Intent.Key] = one.Definition.Shape;
            }
            else
            {
                notes.Add($"{fresh.Name}: {fresh.Intent.Key} is declared twice; the first counts.");
            }
        }

        return new Adopted(served, notes, accepted);
    }

    private static ServedDefinition Served(BackendSource source, IntentDefinition fresh, BackendAnswer answer, IntentSettings settings)
    {
        var key = fresh.Intent.Key;
        var old = answer.Accepted.TryGetValue(key, out var shape) ? DefinitionReader.Read(source, shape, out _) : null;
        if (old is null || old.Intent.Key != key || old.Intent.Hash == fresh.Intent.Hash || settings.Approved.GetValueOrDefault(key) == fresh.Intent.Hash)
        {
            return new ServedDefinition(fresh, true, null, [], false);
        }

        var breaks = DefinitionChange.Breaks(old, fresh);
        if (breaks.Count == 0)
        {
            return new ServedDefinition(fresh, true, null, [], false);
        }

        var stillThere = answer.Operations.Any(one => one.Method == old.Operation.Method && one.Path == old.Operation.Path && (one.Method.Length > 0 || one.OperationId == old.Operation.OperationId));
        return new ServedDefinition(old, true, fresh, breaks, !stillThere);
    }
}
