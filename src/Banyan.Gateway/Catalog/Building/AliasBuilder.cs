using Banyan.Gateway.Catalog.Schema;
using Banyan.Gateway.Spine;

namespace Banyan.Gateway.Catalog.Building;

/// <summary>Makes the aliases, <c>auto</c> always among them. An alias inside another lends it its targets, not its strategy nor its fallbacks.</summary>
internal sealed class AliasBuilder(Draft draft, NameResolver names, ReferenceReader references)
{
    public void BuildAll()
    {
        foreach (var (name, section) in draft.Root.Entries("aliases"))
        {
            Build(name, section);
        }

        // While nobody else can answer, `auto` is the mock, whatever was written for it.
        if ((!draft.HasRealProvider || !draft.Aliases.ContainsKey(NameResolver.Auto)) && names.Resolve(NameResolver.Everything) is { Targets.Count: > 0 } auto)
        {
            draft.Aliases[NameResolver.Auto] = new ModelAlias(NameResolver.Auto, AliasStrategy.Auto, auto.Targets, []);
        }
    }

    private void Build(string name, Section section)
    {
        if (draft.Models.ContainsKey(name) || NameResolver.ByBareName(draft, name).Count > 0)
        {
            draft.Problems.Warn(ProblemCode.NameHidden, section.Place, $"The alias \"{name}\" hides the model of that name.", "Give the alias another name if the model is to be asked by its own.");
        }

        foreach (var target in section.Items("targets"))
        {
            references.Read(target.IsShort ? target.Place : target.PlaceOf("model"), NameResolver.TargetName(target));
        }

        var stands = names.Resolve(name);
        var fallbacks = references.ReadAll(section.Texts("fallbacks"));
        if (stands.Targets.Count > 0)
        {
            draft.Aliases[name] = new ModelAlias(name, Enum.Parse<AliasStrategy>(section.Word("strategy"), ignoreCase: true), stands.Targets, fallbacks)
            {
                IsHedged = section.Has("hedge") ? section.Flag("hedge") : null,
            };
        }
        else if (section.Items("targets").Count == 0 && section.Has("targets"))
        {
            draft.Problems.Error(ProblemCode.MissingSetting, section.PlaceOf("targets"), $"The alias \"{name}\" has no target.", "Name at least one model.");
        }
    }
}
