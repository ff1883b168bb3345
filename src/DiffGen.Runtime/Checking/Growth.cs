namespace DiffGen.Checking;

/// <summary>How differences on one side of a point grow as the steps become smaller.</summary>
internal enum Growth
{
    /// <summary>Not all the way.</summary>
    None,

    /// <summary>All the way: the slope is infinite.</summary>
    Infinite,

    /// <summary>Twofold with each halving of the step: the function jumps.</summary>
    Jump,
}
