namespace DiffGen;

/// <summary>Which iterations of a loop of n iterations <see cref="Diff.Checkpoint(CheckpointSchedule)"/> keeps, and so what memory and time it takes.</summary>
public enum CheckpointSchedule
{
    /// <summary>
    /// The state is kept at the beginning of each of about √(2n) segments, which grow by an iteration each, and a segment is recorded when the
    /// reverse sweep comes to it. Memory O(√n) instead of O(n); one more forward run.
    /// </summary>
    SquareRoot,

    /// <summary>
    /// The loop is halved again and again, and the state kept at the beginning of each half that is being worked on.
    /// Memory O(log n) instead of O(n); about ½ log₂ n more forward runs.
    /// </summary>
    Logarithmic,
}
