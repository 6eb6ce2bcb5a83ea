
namespace Banyan.GraphQL.Validation.Rules;

/// <summary>Fields that share a place in the answer ask for the same thing there.</summary>
internal sealed class OverlappingFieldsCanBeMerged(Check check) : Rule(check)
{
    public override void Ended() => new FieldMerging(Check).Run();
}
