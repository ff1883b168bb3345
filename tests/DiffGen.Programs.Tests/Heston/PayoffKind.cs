namespace DiffGen.Programs.Heston;

/// <summary>What an option pays.</summary>
public enum PayoffKind
{
    /// <summary>The excess of the final price over the strike.</summary>
    Call,

    /// <summary>The excess of the strike over the final price.</summary>
    Put,

    /// <summary>The excess of the mean price over the strike.</summary>
    AsianCall,
}
